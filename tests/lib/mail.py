# SPDX-License-Identifier: MIT
# library: email
# Messages: made, written, read again; headers, dates, addresses.
import email, email.policy, email.utils, email.header
from email.message import EmailMessage, Message
from email.mime.text import MIMEText
from email.mime.multipart import MIMEMultipart
from email.mime.application import MIMEApplication
m = EmailMessage()
m['Subject']='Ayons asperges pour le déjeuner'
m['From']='Pepé Le Pew <pepe@example.com>'
m['To']='Penelope <p@example.com>, fabrette@example.com'
m.set_content("""Salut!\n\nCela ressemble à un excellent recipie.\n""")
print(m.as_string())
print(m.get_content(), m['to'].addresses, m.get_content_type(), m['from'].addresses[0].display_name)
m.add_alternative('<html><p>Salut!</p></html>', subtype='html')
m.add_attachment(b'\x00\x01'*40, maintype='application', subtype='octet-stream', filename='a.bin')
m.set_boundary('BB')
for p in m.walk(): print(p.get_content_type(), p.get_filename(), p.is_multipart())
print([a.get_filename() for a in m.iter_attachments()], m.get_body(('plain',)).get_content())
t=MIMEText('hello world\nFrom x\n'); t['Subject']='hi'; print(t); print(t.as_string(unixfrom=False))
t=MIMEText('héllo', 'plain', 'utf-8'); t['Subject']=email.header.Header('héllo wörld','utf-8'); print(t.as_string())
mm=MIMEMultipart(boundary='XX'); mm['From']='a@b.c'; mm['To']=', '.join(f'person{i}@example.com' for i in range(10)); mm.attach(MIMEText('one')); mm.attach(MIMEApplication(b'data'*30, Name='x.dat')); mm.preamble='pre'
s=mm.as_string(); print(s)
r=email.message_from_string(s)
print(r.keys(), r.get_content_type(), r.get_boundary(), r.preamble, [p.get_payload(decode=True) for p in r.get_payload()])
print(r.as_string()==s)
r=email.message_from_bytes(s.encode(), policy=email.policy.default)
print(r['to'].addresses[:2], type(r).__name__, list(r.iter_parts())[0].get_content())
print(email.utils.parseaddr('Foo Bar <foo@bar.com>'), email.utils.formataddr(('Foo, Bar','a@b')), email.utils.getaddresses(['a@b, "C, D" <e@f>']))
print(email.utils.parsedate_tz('Mon, 20 Nov 1995 19:12:08 -0500'), email.utils.parsedate_to_datetime('Mon, 20 Nov 1995 19:12:08 -0500'), email.utils.formatdate(0), email.utils.formatdate(0,usegmt=True))
print(email.header.decode_header('=?iso-8859-1?q?p=F6stal?= plain =?utf-8?b?w6k=?='), str(email.header.make_header(email.header.decode_header('=?iso-8859-1?q?p=F6stal?='))))
raw='''From: me
To: you
Content-Type: text/plain; charset="utf-8"; name*=utf-8''a%20b
Content-Transfer-Encoding: quoted-printable
X-Long: one
 two

caf=C3=A9=
 more
'''
r=email.message_from_string(raw); print(r.get_payload(decode=True), r.get_params(), r.get_param('name'), r['x-long'], r.get_filename(), r.get_content_charset())
print(repr(r.get('nope')), 'to' in r, r.get_all('from')); r.replace_header('To','them'); del r['from']; r.add_header('Content-Disposition','attachment',filename='bud.gif'); print(r)
# What has been signed is not folded anew.
for kind in ('signed', 'mixed'):
    raw = f'''Content-Type: multipart/{kind}; boundary="B"

--B
X-Long: {'one two three four ' * 8}

text
--B--
'''
    print(email.message_from_string(raw).as_string(maxheaderlen=50))
