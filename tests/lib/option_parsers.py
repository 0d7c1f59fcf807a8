# SPDX-License-Identifier: MIT
# library: optparse gettext
# optparse: options defined, read, and explained.
import optparse
import sys

sys.argv[0] = 'prog'
parser = optparse.OptionParser(
    usage='%prog [options] FILE', version='%prog 1.0',
    description='Does what it says, in a description long enough to be '
                'wrapped over more than one line of the help.',
    epilog='The end.')
parser.add_option('-f', '--file', dest='filename', metavar='FILE',
                  help='write report to FILE [default: %default]')
parser.add_option('-q', '--quiet', action='store_false', dest='verbose',
                  default=True, help="don't print status messages to stdout")
parser.add_option('-n', type='int', default=3)
parser.add_option('--ratio', type='float')
parser.add_option('-c', '--colour', type='choice', choices=['red', 'green'])
parser.add_option('-I', action='append', dest='paths', default=[])
parser.add_option('-v', action='count', dest='level')
parser.add_option('--pair', nargs=2, type='int')
parser.add_option('--secret', help=optparse.SUPPRESS_HELP)
group = optparse.OptionGroup(parser, 'Dangerous Options', 'Use with care.')
group.add_option('-g', action='store_const', const=42, help='Group option.')
parser.add_option_group(group)
print(parser.format_help())
for line in ('', '-f a b', '--file=a -q -n 0x10 b c', '-n5 -vvv -Ia -I b',
             '--pair 1 2', '--col red', '-- -f', '-g', '--ratio 1.5 x -q',
             '-n x', '--nonsense', '-z', '-f', '--colour blue', '--quiet=1',
             '--pair 1', '--f', '--version', '-h'):
    try:
        values, rest = parser.parse_args(line.split())
        print(values, rest)
    except SystemExit as error:
        sys.stdout.flush()
        print('exit', error.code)


def seen(option, opt, value, parser, *args, **keywords):
    print(str(option), opt, value, args, keywords)
    if value == 'bad':
        raise optparse.OptionValueError('bad value')
    setattr(parser.values, option.dest, value)


parser = optparse.OptionParser(conflict_handler='resolve')
parser.add_option('-x', action='callback', callback=seen, type='string',
                  dest='x', callback_args=(1, 2), callback_kwargs={'k': 3})
parser.disable_interspersed_args()
values, rest = parser.parse_args(['-x', 'v', 'a', '-x', 'w'])
print(values, rest)
for make in (lambda: optparse.Option('a'), lambda: optparse.Option('-ab'),
             lambda: optparse.Option('-a', action='nonsense'),
             lambda: optparse.Option('-a', type='nonsense'),
             lambda: optparse.Option('-a', nonsense=1),
             lambda: optparse.Option('-a', choices=[1]),
             lambda: optparse.Option('-a', type='choice'),
             lambda: optparse.Option(), lambda: parser.add_option(1)):
    try:
        print(make())
    except (optparse.OptionError, TypeError) as error:
        print(type(error).__name__, error)
