# SPDX-License-Identifier: MIT
# Classes, lists and polymorphic calls: an incremental solver of one-way
# constraints (B. Freeman-Benson, J. Maloney: The DeltaBlue Algorithm, 1989).
# A chain of equalities, then pairs scaled and shifted, is edited many times.
from enum import IntEnum


class Strength(IntEnum):
    """Smaller numbers are stronger."""
    REQUIRED = 0
    STRONG_PREFERRED = 1
    PREFERRED = 2
    STRONG_DEFAULT = 3
    NORMAL = 4
    WEAK_DEFAULT = 5
    WEAKEST = 6


REQUIRED = int(Strength.REQUIRED)
PREFERRED = int(Strength.PREFERRED)
STRONG_DEFAULT = int(Strength.STRONG_DEFAULT)
NORMAL = int(Strength.NORMAL)
WEAKEST = int(Strength.WEAKEST)


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.walk_strength = WEAKEST
        self.stay = True
        self.mark = 0

    def __repr__(self):
        return f"{self.name}={self.value}"


class Constraint:
    is_input = False

    def __init__(self, strength):
        self.strength = strength

    def add(self, planner):
        for variable in self.variables():
            variable.constraints.append(self)
        self.unsatisfy()
        planner.incremental_add(self)

    def destroy(self, planner):
        for variable in self.variables():
            variable.constraints.remove(self)
        if self.is_satisfied():
            planner.incremental_remove(self)

    def satisfy(self, mark, planner):
        """Enforces this constraint; gives back the one it displaced."""
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength == REQUIRED:
                raise RuntimeError("a required constraint is not satisfied")
            return None
        for variable in self.inputs():
            variable.mark = mark
        out = self.output()
        overridden = out.determined_by
        if overridden is not None:
            overridden.unsatisfy()
        out.determined_by = self
        if not planner.propagate(self, mark):
            raise RuntimeError("a circle of constraints")
        out.mark = mark
        return overridden

    def inputs_known(self, mark):
        for variable in self.inputs():
            if not (variable.mark == mark or variable.stay
                    or variable.determined_by is None):
                return False
        return True


class UnaryConstraint(Constraint):
    def __init__(self, variable, strength, planner):
        super().__init__(strength)
        self.variable = variable
        self.satisfied = False
        self.add(planner)

    def variables(self):
        return (self.variable,)

    def inputs(self):
        return ()

    def output(self):
        return self.variable

    def is_satisfied(self):
        return self.satisfied

    def unsatisfy(self):
        self.satisfied = False

    def choose_method(self, mark):
        self.satisfied = (self.variable.mark != mark
                          and self.strength < self.variable.walk_strength)

    def recalculate(self):
        self.variable.walk_strength = self.strength
        self.variable.stay = not self.is_input
        if self.variable.stay:
            self.execute()

    def execute(self):
        pass


class Stay(UnaryConstraint):
    pass


class Edit(UnaryConstraint):
    is_input = True


FORWARD, BACKWARD, NO_DIRECTION = 1, 2, 0


class BinaryConstraint(Constraint):
    def __init__(self, first, second, strength, planner):
        super().__init__(strength)
        self.first = first
        self.second = second
        self.direction = NO_DIRECTION
        self.add(planner)

    def variables(self):
        return (self.first, self.second)

    def source(self):
        return self.first if self.direction == FORWARD else self.second

    def output(self):
        return self.second if self.direction == FORWARD else self.first

    def inputs(self):
        return (self.source(),)

    def is_satisfied(self):
        return self.direction != NO_DIRECTION

    def unsatisfy(self):
        self.direction = NO_DIRECTION

    def choose_method(self, mark):
        first, second = self.first, self.second
        if first.mark == mark:
            free = second.mark != mark and self.strength < second.walk_strength
            self.direction = FORWARD if free else NO_DIRECTION
        elif second.mark == mark:
            free = self.strength < first.walk_strength
            self.direction = BACKWARD if free else NO_DIRECTION
        elif first.walk_strength > second.walk_strength:
            free = self.strength < first.walk_strength
            self.direction = BACKWARD if free else NO_DIRECTION
        else:
            free = self.strength < second.walk_strength
            self.direction = FORWARD if free else BACKWARD

    def recalculate(self):
        source, out = self.source(), self.output()
        out.walk_strength = max(self.strength, source.walk_strength)
        out.stay = source.stay
        if out.stay:
            self.execute()


class Equal(BinaryConstraint):
    def execute(self):
        self.output().value = self.source().value


class Scale(BinaryConstraint):
    """second = first * factor + offset"""

    def __init__(self, first, factor, offset, second, strength, planner):
        self.factor = factor
        self.offset = offset
        super().__init__(first, second, strength, planner)

    def variables(self):
        return (self.first, self.second, self.factor, self.offset)

    def inputs(self):
        return (self.source(), self.factor, self.offset)

    def execute(self):
        if self.direction == FORWARD:
            self.second.value = (self.first.value * self.factor.value
                                 + self.offset.value)
        else:
            self.first.value = ((self.second.value - self.offset.value)
                                // self.factor.value)

    def recalculate(self):
        source, out = self.source(), self.output()
        out.walk_strength = max(self.strength, source.walk_strength)
        out.stay = source.stay and self.factor.stay and self.offset.stay
        if out.stay:
            self.execute()


class Planner:
    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def incremental_add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def incremental_remove(self, constraint):
        out = constraint.output()
        constraint.unsatisfy()
        loose = self.remove_from(out)
        for strength in Strength:
            for candidate in loose:
                if candidate.strength == strength:
                    self.incremental_add(candidate)

    def remove_from(self, out):
        out.determined_by = None
        out.walk_strength = WEAKEST
        out.stay = True
        loose = []
        todo = [out]
        while todo:
            variable = todo.pop()
            for constraint in variable.constraints:
                if not constraint.is_satisfied():
                    loose.append(constraint)
            for constraint in self.consumers(variable):
                constraint.recalculate()
                todo.append(constraint.output())
        return loose

    def consumers(self, variable):
        return [constraint for constraint in variable.constraints
                if constraint is not variable.determined_by
                and constraint.is_satisfied()]

    def propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            current = todo.pop()
            out = current.output()
            if out.mark == mark:
                self.incremental_remove(constraint)
                return False
            current.recalculate()
            todo.extend(self.consumers(out))
        return True

    def plan(self, constraints):
        sources = [constraint for constraint in constraints
                   if constraint.is_input and constraint.is_satisfied()]
        mark = self.new_mark()
        plan = []
        todo = sources
        while todo:
            constraint = todo.pop()
            out = constraint.output()
            if out.mark != mark and constraint.inputs_known(mark):
                plan.append(constraint)
                out.mark = mark
                todo.extend(self.consumers(out))
        return plan


def change(planner, variable, value, times):
    edit = Edit(variable, PREFERRED, planner)
    plan = planner.plan([edit])
    for _ in range(times):
        variable.value = value
        for constraint in plan:
            constraint.execute()
    edit.destroy(planner)


def chain(n):
    planner = Planner()
    variables = [Variable(f"v{i}") for i in range(n + 1)]
    for first, second in zip(variables, variables[1:]):
        Equal(first, second, REQUIRED, planner)
    Stay(variables[-1], STRONG_DEFAULT, planner)
    edit = Edit(variables[0], PREFERRED, planner)
    plan = planner.plan([edit])
    for value in range(100):
        variables[0].value = value
        for constraint in plan:
            constraint.execute()
        assert variables[-1].value == value
    edit.destroy(planner)
    return variables[-1]


def projection(n):
    planner = Planner()
    scale = Variable("scale", 10)
    offset = Variable("offset", 1000)
    sources, targets = [], []
    for i in range(n):
        source, target = Variable(f"s{i}", i), Variable(f"t{i}", i)
        sources.append(source)
        targets.append(target)
        Stay(source, NORMAL, planner)
        Scale(source, scale, offset, target, REQUIRED, planner)
    change(planner, sources[0], 17, 10)
    assert targets[0].value == 1170
    change(planner, targets[0], 1050, 10)
    assert sources[0].value == 5
    change(planner, scale, 5, 10)
    assert all(t.value == s.value * 5 + 1000 for s, t in
               zip(sources[:-1], targets[:-1]))
    change(planner, offset, 2000, 10)
    return targets[-2]


def main():
    for _ in range(30):
        last = chain(500), projection(500)
    print(last)


main()
