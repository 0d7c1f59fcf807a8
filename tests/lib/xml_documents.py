# SPDX-License-Identifier: MIT
# library: xml
# xml.dom.minidom: parse, change, write.
from xml.dom import minidom, Node
import xml.dom
d=minidom.parseString('<?xml version="1.0" encoding="utf-8"?><a x="1" xmlns:k="u"><!--c--><b>te&amp;xt</b><k:c k:y="2"/><?pi data?>tail<![CDATA[raw<]]></a>')
print(d.toxml()); print(d.toprettyxml(indent='  ')); print(d.documentElement.tagName, d.encoding)
r=d.documentElement
print([n.nodeType for n in r.childNodes], r.getAttribute('x'), r.attributes.items(), r.firstChild.data, r.lastChild)
for e in d.getElementsByTagName('b'): print(e.firstChild.data, e.parentNode is r, e.nextSibling.nodeName)
print(d.getElementsByTagNameNS('u','c')[0].getAttributeNS('u','y'))
doc=minidom.Document(); root=doc.createElement('root'); doc.appendChild(root)
for i in range(3):
    e=doc.createElement('item'); e.setAttribute('n',str(i)); e.appendChild(doc.createTextNode('t<%d'%i)); root.appendChild(e)
print(doc.toprettyxml()); root.removeChild(root.childNodes[1]); root.insertBefore(doc.createComment('hi'), root.firstChild)
print(root.toxml(), doc.toxml('ascii'), root.cloneNode(True).toxml())
try: root.removeChild(doc.createElement('z'))
except xml.dom.NotFoundErr as e: print('nf', e.code)
try: doc.appendChild(doc.createElement('z'))
except xml.dom.HierarchyRequestErr as e: print(e)
root.appendChild(doc.createTextNode('a')); root.appendChild(doc.createTextNode('b')); root.normalize(); print(root.lastChild, len(root.childNodes))
d=minidom.parseString('<!DOCTYPE a SYSTEM "s"><a/>'); print(d.toxml(), d.doctype.systemId)
i=minidom.getDOMImplementation(); print(i.createDocument(None,'q',None).toxml())
try: minidom.parseString('<a>')
except Exception as e: print(type(e).__name__, e)
