# SPDX-License-Identifier: MIT
# logging.config: dictConfig and fileConfig; handlers that rotate.
import io
import logging
import logging.config
import logging.handlers
import os
import queue
import sys
import tempfile

logging.config.dictConfig({
    'version': 1,
    'formatters': {'brief': {'format': '%(levelname)s %(name)s %(message)s'},
                   'braces': {'format': '{levelname}:{message}',
                              'style': '{'}},
    'filters': {'only_a': {'name': 'a'}},
    'handlers': {
        'console': {'class': 'logging.StreamHandler', 'formatter': 'brief',
                    'stream': 'ext://sys.stdout'},
        'second': {'class': 'logging.StreamHandler', 'formatter': 'braces',
                   'level': 'ERROR', 'stream': 'ext://sys.stdout',
                   'filters': ['only_a']}},
    'loggers': {'a': {'level': 'DEBUG', 'handlers': ['second']},
                'b': {'level': 'ERROR', 'propagate': False}},
    'root': {'level': 'INFO', 'handlers': ['console']}})
for name in ('a', 'a.x', 'b', 'c'):
    for level in (10, 20, 40):
        logging.getLogger(name).log(level, 'to %s at %d', name, level)
for config in ({}, {'version': 2}, {'version': 1, 'handlers': {
        'h': {'class': 'nonsense.Handler'}}}, {'version': 1, 'root': {
            'handlers': ['none']}}, {'version': 1, 'loggers': {
                'l': {'level': 'LOUD'}}}):
    try:
        logging.config.dictConfig(config)
    except ValueError as error:
        print(error, '|', error.__cause__)

logging.config.fileConfig(io.StringIO('''
[loggers]
keys=root,app
[handlers]
keys=out
[formatters]
keys=plain
[logger_root]
level=WARNING
handlers=out
[logger_app]
level=DEBUG
handlers=out
qualname=app
propagate=0
[handler_out]
class=StreamHandler
level=NOTSET
formatter=plain
args=(sys.stdout,)
[formatter_plain]
format=%(name)s:%(levelname)s:%(message)s
'''))
logging.getLogger('app').debug('debugged')
logging.getLogger('other').info('unseen')
logging.getLogger('other').warning('seen')

folder = tempfile.mkdtemp()
path = os.path.join(folder, 'log')
logger = logging.getLogger('rotating')
logger.propagate = False
handler = logging.handlers.RotatingFileHandler(path, maxBytes=40,
                                               backupCount=2)
logger.addHandler(handler)
for number in range(8):
    logger.warning('line number %d', number)
handler.close()
for name in sorted(os.listdir(folder)):
    with open(os.path.join(folder, name)) as file:
        print(name, file.read().split('\n'))
    os.unlink(os.path.join(folder, name))
os.rmdir(folder)

waiting = queue.Queue()
logger = logging.getLogger('queued')
logger.propagate = False
logger.addHandler(logging.handlers.QueueHandler(waiting))
shown = logging.StreamHandler(sys.stdout)
shown.setFormatter(logging.Formatter('%(threadName)s %(message)s'))
listener = logging.handlers.QueueListener(waiting, shown)
listener.start()
logger.error('through %s', 'a queue')
listener.stop()
memory = logging.handlers.MemoryHandler(10, target=shown)
logger.handlers[:] = [memory]
logger.warning('kept')
print('before')
logger.error('flushes')
