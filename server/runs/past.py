"""A run's past: its experiment, what was changed of it, its curve, its measures, and the states it can go on from."""

from dataclasses import dataclass, field, replace

from models.experiment import Experiment
from server.protocol.messages import Change
from server.runs.curve import Curve
from server.runs.measures import Measures
from server.workers.states import AnyState, Checkpoint

KEPT = 2  # states: the newest, and the one before, should the newest be of no use; older ones are removed


@dataclass
class Past:
    experiment: Experiment  # as it is now
    curve: Curve
    changes: list[Change] = field(default_factory=list)  # of hyperparameters, each at its step
    measures: Measures = field(default_factory=Measures)
    states: list[AnyState] = field(default_factory=list)  # by step, the newest last

    @classmethod
    def begin(cls, experiment: Experiment) -> "Past":
        """The past of a run that starts from its seed."""
        return cls(experiment, Curve(len(experiment.columns())))

    @classmethod
    def resume(cls, experiment: Experiment, state: AnyState) -> "Past":
        """The past of a run that came here with this state: what was before is not known."""
        return cls(experiment, Curve.after(state.step, len(experiment.columns())), states=[state])

    @property
    def newest(self) -> AnyState | None:
        """The state that the run goes on from after an interruption; None: it starts from its seed."""
        return self.states[-1] if self.states else None

    @property
    def step(self) -> int:
        """Of the newest state."""
        return self.newest.step if self.newest is not None else 0

    def keep(self, state: AnyState) -> None:
        """A newer state. The oldest ones go, and so does a checkpoint whose file has been written anew."""
        older = [s for s in self.states if s.step < state.step and not same_file(s, state)]
        self.states = [*older, state][-KEPT:]

    def at(self, step: int) -> "Past":
        """The past as it was at this step; what was changed later is changed at this step."""
        changes = [change.model_copy(update={"step": min(change.step, step)}) for change in self.changes]
        states = [state for state in self.states if state.step <= step]
        return replace(
            self, curve=self.curve.copy(step), changes=changes, measures=self.measures.copy(step), states=states
        )


def same_file(a: AnyState, b: AnyState) -> bool:
    """Whether these are two states of the same file."""
    return isinstance(a, Checkpoint) and isinstance(b, Checkpoint) and a.path == b.path
