# SPDX-License-Identifier: MIT
# library: xml
# ElementTree: search, change, write, parse, errors.
import io
import xml.etree.ElementTree as ET
from xml.etree import ElementInclude

text = '''<?xml version="1.0"?>
<data xmlns:k="urn:k"><!-- note -->
  <country name="Liechtenstein"><rank>1</rank><year>2008</year>
    <neighbor name="Austria" direction="E"/></country>
  <country name="Singapore"><rank>4</rank><k:year>2011</k:year>tail</country>
  <p>a &lt; b &amp; c &#233;<![CDATA[<raw>]]></p>
</data>'''
root = ET.fromstring(text)
print(root.tag, root.attrib, len(root), [child.tag for child in root])
for path in ('country', 'country/rank', './/year', "country[@name='Singapore']",
             'country[2]/rank', 'country[last()]', "country[rank='4']",
             './/{urn:k}year', '*', './/neighbor/..', 'country[neighbor]'):
    print(path, [(e.tag, e.get('name'), e.text and e.text.strip())
                 for e in root.findall(path)])
print(root.findtext('p'), root.find('nope'), root.findtext('nope', 'none'))
root[0].set('updated', 'yes')
root.remove(root[1])
new = ET.SubElement(root, 'extra', a='1')
new.text, new.tail = 'x & "y"', '\n'
print(ET.tostring(root, encoding='unicode'))
print(ET.tostring(root[0][0]), ET.tostring(new, method='text'))
print(ET.tostring(ET.XML('<p>é<br/></p>'), 'us-ascii', 'html'))
tree = ET.ElementTree(root)
out = io.BytesIO()
tree.write(out, encoding='utf-8', xml_declaration=True)
print(out.getvalue().decode()[:60])
for event, element in ET.iterparse(io.StringIO(text), ('start', 'end')):
    print(event, element.tag, end='; ')
print()
for bad in ('<a><b></a>', '<a', '', '<a/><b/>', '<a x="1" x="2"/>', '<a>&z;</a>',
            '<a b=1/>', '<a><k:b/></a>', '<a>\x01</a>', 'x'):
    try:
        ET.fromstring(bad)
    except ET.ParseError as error:
        print(error, error.code, error.position)
parser = ET.XMLPullParser(['start', 'end'])
parser.feed('<a><b>')
print([(event, e.tag) for event, e in parser.read_events()])
parser.feed('</b></a>')
print([(event, e.tag) for event, e in parser.read_events()])
print(ET.canonicalize('<a  z="1"  b="2" ><c/></a>'))
ET.register_namespace('my', 'urn:my')
print(ET.tostring(ET.Element('{urn:my}x', {'{urn:other}y': 'v'})))
print([e.text for e in root.iter('rank')], ''.join(root.itertext()).split())
