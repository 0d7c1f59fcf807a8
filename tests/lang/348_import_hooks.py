# cpython: 3.8-3.9
# Import hooks: a finder on sys.meta_path, one behind sys.path_hooks, a loader
# from a file; what a module then says of itself.
import os, sys, tempfile, types, importlib, importlib.abc, importlib.machinery, importlib.util

print(sys.meta_path)

SOURCES = {'mem_a': 'import mem_b\nvalue = mem_b.value + 1\n',
           'mem_b': 'value = 41\n',
           'mem_p': 'x = __path__\n', 'mem_p.sub': 'from . import x\ny = __package__\n',
           'mem_bad': '1 / 0\n'}

class MemoryFinder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        print('asked for', name, path)
        if name in SOURCES:
            return importlib.util.spec_from_loader(name, MemoryLoader(), origin='memory',
                is_package=any(n.startswith(name + '.') for n in SOURCES))

class MemoryLoader(importlib.abc.Loader):
    def create_module(self, spec):
        print('create', spec.name)
    def exec_module(self, module):
        exec(SOURCES[module.__name__], module.__dict__)

sys.meta_path.append(MemoryFinder)
import mem_a
print(mem_a.value, mem_a.__spec__.origin, type(mem_a.__loader__).__name__, mem_a.__package__ == '')
import mem_p.sub
print(mem_p.sub.y, mem_p.x, mem_p.sub)
try:
    import mem_bad
except ZeroDivisionError:
    print('mem_bad' in sys.modules)
try:
    import mem_none
except ModuleNotFoundError as e:
    print(e, e.name)
print(importlib.util.find_spec('mem_b').name, importlib.reload(mem_a).value)
sys.meta_path.remove(MemoryFinder)

class Watcher:
    def find_module(self, name, path=None):
        print('legacy', name)
        if name == 'old_style':
            return self
    def load_module(self, name):
        module = sys.modules.setdefault(name, types.ModuleType(name))
        module.data = 'old'
        return module
sys.meta_path.insert(0, Watcher())
import old_style
print(old_style.data, old_style.__loader__ is sys.meta_path[0])
del sys.meta_path[0]

class PathLoader:
    def __init__(self, entry):
        if not entry.startswith('mem:'):
            raise ImportError
        print('hook for', entry)
        self.entry = entry
    def find_spec(self, name, target=None):
        if name == 'from_path':
            return importlib.machinery.ModuleSpec(name, self, origin=self.entry)
    def create_module(self, spec):
        return None
    def exec_module(self, module):
        module.where = self.entry
sys.path_hooks.insert(0, PathLoader)
sys.path.append('mem:zone')
import from_path
print(from_path.where, type(sys.path_importer_cache['mem:zone']).__name__)
sys.path.remove('mem:zone')
sys.path_hooks.pop(0)

os.chdir(tempfile.mkdtemp())
sys.path.insert(0, '')
with open('plugin_file.py', 'w') as f:
    f.write('"""Doc."""\nname = __name__\n')
spec = importlib.util.spec_from_file_location('plugin', 'plugin_file.py')
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
import plugin_file
print(plugin_file.name, module.name, module.__doc__, spec.loader.get_source('plugin') == open('plugin_file.py').read())
print(importlib.machinery.SourceFileLoader('again', 'plugin_file.py').load_module().name, 'again' in sys.modules)
finder = importlib.machinery.FileFinder('.', (importlib.machinery.SourceFileLoader, ['.py']))
print(type(finder).__name__, finder.find_spec('plugin_file').name, finder.find_spec('absent'))
print(importlib.machinery.PathFinder.find_spec('plugin_file', ['.']).origin.endswith('plugin_file.py'))
print(importlib.machinery.BuiltinImporter.find_spec('sys'))
spec = importlib.util.find_spec('html.parser')
copy = importlib.util.module_from_spec(spec)
spec.loader.exec_module(copy)
print(copy.HTMLParser is not sys.modules.get('html.parser'), copy.HTMLParser.__name__)
