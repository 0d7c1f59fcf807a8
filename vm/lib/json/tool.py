# SPDX-License-Identifier: MIT
"""Check a JSON text and lay it out: python -m json.tool [INFILE [OUTFILE]]."""

import argparse
import json
import sys


def _arguments():
    parser = argparse.ArgumentParser(
        prog='python -m json.tool',
        description='A simple command line interface for json module to '
                    'validate and pretty-print JSON objects.')
    parser.add_argument('infile', nargs='?', default=sys.stdin,
                        type=argparse.FileType(encoding='utf-8'),
                        help='a JSON file to be validated or pretty-printed')
    parser.add_argument('outfile', nargs='?', default=sys.stdout,
                        type=argparse.FileType('w', encoding='utf-8'),
                        help='write the output of infile to outfile')
    parser.add_argument('--sort-keys', action='store_true',
                        help='sort the output of dictionaries alphabetically '
                             'by key')
    parser.add_argument('--json-lines', action='store_true',
                        help='parse input using the jsonlines format')
    return parser.parse_args()


def main():
    given = _arguments()
    with given.infile as source, given.outfile as target:
        try:
            texts = source if given.json_lines else [source.read()]
            for text in texts:
                json.dump(json.loads(text), target, indent=4,
                          sort_keys=given.sort_keys)
                target.write('\n')
        except ValueError as error:
            raise SystemExit(error)


if __name__ == '__main__':
    try:
        main()
    except BrokenPipeError as error:
        sys.exit(error.errno)
