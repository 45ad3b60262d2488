"""What governance puts on to-do lists, by noun."""

from openccr.governance.board_panels import BOARD_TODOS
from openccr.governance.coordination_panels import COORDINATION_TODOS
from openccr.governance.resources_panels import RESOURCE_TODOS
from openccr.governance.strategy_panels import STRATEGY_TODOS

TODOS = [*BOARD_TODOS, *COORDINATION_TODOS, *RESOURCE_TODOS, *STRATEGY_TODOS]
