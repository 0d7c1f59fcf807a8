# Other processes: what they print is real, waiting for them is virtual.
import os
import signal
import subprocess
import sys
import tempfile

done = subprocess.run(['echo', 'hi'], capture_output=True, text=True)
print(done, done.check_returncode())
print(subprocess.check_output('echo a; echo b >&2', shell=True,
                              stderr=subprocess.STDOUT))
try:
    subprocess.check_call(['false'])
except subprocess.CalledProcessError as error:
    print(error, error.returncode, error.cmd)
try:
    subprocess.run(['no-such-program'])
except FileNotFoundError as error:
    print(error)
try:
    subprocess.run(['true'], cwd='/no/such/folder')
except FileNotFoundError as error:
    print(error)

# Pipes: all at once, line by line, from one process to another.
process = subprocess.Popen(['cat'], stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE, text=True)
print(process.communicate('hello\nworld\n'), process.returncode)
process = subprocess.Popen(['cat'], stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE, text=True, bufsize=1)
for number in range(3):
    process.stdin.write(f'line {number}\n')
    print(process.stdout.readline(), end='')
process.stdin.close()
print(process.wait(), process.stdout.read() == '')
process.stdout.close()
first = subprocess.Popen(['echo', 'x y z'], stdout=subprocess.PIPE)
second = subprocess.Popen(['wc', '-w'], stdin=first.stdout,
                          stdout=subprocess.PIPE)
first.stdout.close()
print(second.communicate()[0].strip(), first.wait())
reader, writer = os.pipe()
subprocess.run(['echo', 'through a pipe'], stdout=writer)
os.close(writer)
print(os.read(reader, 100))
os.close(reader)
print(len(subprocess.run(['cat'], input=b'x' * 300000,
                         stdout=subprocess.PIPE).stdout))

# Files.
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'text')
    with open(path, 'w') as file:
        file.write('first\n')
        file.flush()
        subprocess.run(['echo', 'second'], stdout=file)
    print(open(path).read().split())
    with open(path) as file:
        print(subprocess.check_output(['tr', 'a-z', 'A-Z'], stdin=file))

# How it ended.
process = subprocess.Popen(['sleep', '60'])
print(process.poll())
process.kill()
print(process.wait(), process.poll())
with subprocess.Popen(['sleep', '60']) as process:
    process.send_signal(signal.SIGTERM)
print(process.returncode)
try:
    subprocess.run('kill -9 $$', shell=True, check=True)
except subprocess.CalledProcessError as error:
    print(error.returncode)
try:
    subprocess.run(['sleep', '60'], timeout=0.1)
except subprocess.TimeoutExpired as error:
    print(error.cmd, error.output)
print(os.system('exit 4'), os.popen('echo popen').read())
print(subprocess.getstatusoutput('echo out; exit 2'))
print(subprocess.run(['sh', '-c', 'echo $NAME'], env={'NAME': 'value'},
                     stdout=subprocess.PIPE).stdout)
print(subprocess.run(['cat'], stdin=subprocess.DEVNULL,
                     capture_output=True).stdout)
print(subprocess.check_output([sys.executable, '-c', 'print(6 * 7)']))
process = subprocess.Popen(['sh', '-c', 'exit 5'])
pid, status = os.waitpid(process.pid, 0)
print(pid == process.pid, os.WIFEXITED(status), os.WEXITSTATUS(status))
