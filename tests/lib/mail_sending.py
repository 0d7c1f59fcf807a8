# SPDX-License-Identifier: MIT
# library: smtplib
# A conversation with a mail server in a thread.
import smtplib, socket, threading
from email.message import EmailMessage
srv=socket.socket(); srv.bind(('127.0.0.1',0)); srv.listen()
log=[]
def serve():
    c,_=srv.accept(); f=c.makefile('rwb')
    def say(s): f.write(s.encode()+b'\r\n'); f.flush()
    say('220 hi'); data=False
    for line in f:
        line=line.decode().rstrip('\r\n')
        log.append(line)
        if data:
            if line=='.': data=False; say('250 ok')
        elif line.startswith('ehlo'): say('250-me'); say('250-SIZE 1000'); say('250 AUTH PLAIN')
        elif line=='data': data=True; say('354 go')
        elif line=='quit': say('221 bye'); break
        elif 'bad@' in line: say('550 no')
        elif line.startswith('AUTH'): say('235 in')
        else: say('250 ok')
    c.close()
t=threading.Thread(target=serve); t.start()
s=smtplib.SMTP('127.0.0.1',srv.getsockname()[1],local_hostname='here')
print(s.ehlo(), s.esmtp_features)
print(s.login('u','p'))
m=EmailMessage(); m['From']='a@b.c'; m['To']='x@y.z, bad@y.z'; m['Subject']='s'; m.set_content('hello\n.dot\n')
print(s.send_message(m))
try: s.sendmail('a@b','bad@q','x')
except smtplib.SMTPRecipientsRefused as e: print(e.recipients)
print(s.quit()); t.join(); print(log)
