"""The worker process: procrastinate's worker, and beside it a loop that picks up what a killed worker left."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass

from procrastinate import App, JobContext
from procrastinate.exceptions import ConnectorException
from procrastinate.worker import Worker
from psycopg.errors import ForeignKeyViolation

log = logging.getLogger(__name__)

# A job whose worker is gone stays "doing" for ever unless somebody looks. One statement, so that two workers' loops
# cannot hand the same job out twice; the queueing lock goes, since a waiting duplicate may have taken it.
RETRY_ABANDONED = """
UPDATE procrastinate_jobs j
SET status = 'todo', attempts = attempts + 1, worker_id = NULL, queueing_lock = NULL, scheduled_at = NULL
WHERE j.status = 'doing' AND NOT EXISTS (
    SELECT FROM procrastinate_workers w
    WHERE w.id = j.worker_id AND w.last_heartbeat >= now() - make_interval(secs => %(stalled_after)s)
)
RETURNING j.id, j.task_name
"""
GIVE_UP_QUEUEING_LOCK = "UPDATE procrastinate_jobs SET queueing_lock = NULL WHERE id = %(id)s"
KNOWN_WORKER = "SELECT count(*) AS known FROM procrastinate_workers WHERE id = %(worker_id)s"


@dataclass(frozen=True)
class Pace:
    """How often a worker says that it lives, when it counts as dead, and who looks how often; in seconds."""

    heartbeat: float = 3
    stalled_after: float = 12
    look_every: float = 10
    poll: float = 2
    grace: float = 5


class WorkerForgotten(Exception):
    """This worker was taken for dead, after a sleep of the machine say, and may fetch nothing any more."""

    def __init__(self) -> None:
        super().__init__("Another worker took this one for dead; start it again.")


@contextlib.contextmanager
def _logged(message: str, *args: object) -> Iterator[None]:
    try:
        yield
    except Exception:
        log.exception(message, *args)


class _Worker(Worker):
    """procrastinate's worker, but for two things about locks.

    It looks for a job when one has ended: the next with the same lock was passed by, and nobody would say so. A job
    that has begun gives its queueing lock up: one that waits already would keep it from being tried again.
    """

    async def _process_job(self, context: JobContext) -> None:
        try:
            if context.job.queueing_lock:
                with _logged("A job keeps its queueing lock: %s", context.job.id):
                    await self.app.connector.execute_query_async(GIVE_UP_QUEUEING_LOCK, id=context.job.id)
            await super()._process_job(context)
        finally:
            self._new_job_event.set()


async def serve(app: App, *, pace: Pace, concurrency: int) -> None:
    """Run jobs until SIGINT or SIGTERM; then wait for running ones for ``pace.grace`` seconds and leave.

    ``app`` has a connector for workers. A job cut off is rolled back and left to the next worker. Raises
    WorkerForgotten.
    """
    async with app.open_async():
        # App.run_worker_async makes a worker and keeps it to itself; ours is asked to stop.
        worker = _Worker(
            app,
            concurrency=concurrency,
            delete_jobs="successful",
            install_signal_handlers=False,
            fetch_job_polling_interval=pace.poll,
            update_heartbeat_interval=pace.heartbeat,
            stalled_worker_timeout=pace.stalled_after,
        )
        stop = asyncio.Event()
        for kind in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(kind, stop.set)
        tasks = {
            "worker": asyncio.create_task(worker.run()),
            "abandoned": asyncio.create_task(_look_for_abandoned(app, worker, pace)),
            "stop": asyncio.create_task(stop.wait()),
        }
        await asyncio.wait(tasks.values(), return_when=asyncio.FIRST_COMPLETED)
        for name in ("abandoned", "stop"):
            tasks[name].cancel()
        await _finish(app, worker, tasks["worker"], pace.grace)
        if not stop.is_set():
            _raise_of(tasks["abandoned"])


async def _look_for_abandoned(app: App, worker: Worker, pace: Pace) -> None:
    while True:
        await asyncio.sleep(pace.look_every)
        try:
            await _retry_abandoned(app, worker, pace)
        except WorkerForgotten:
            raise
        except Exception:
            log.exception("Looking for abandoned jobs failed; trying again in %s s", pace.look_every)


async def _retry_abandoned(app: App, worker: Worker, pace: Pace) -> None:
    manager, connector = app.job_manager, app.connector
    if worker.worker_id is None:
        return
    await manager.update_heartbeat(worker.worker_id)  # after a sleep of the machine we are late, not dead
    row = await connector.execute_query_one_async(KNOWN_WORKER, worker_id=worker.worker_id)
    if not row["known"]:
        raise WorkerForgotten
    for job in await connector.execute_query_all_async(RETRY_ABANDONED, stalled_after=pace.stalled_after):
        log.warning("Job %s (%s) was left by a worker that ended; it is run again.", job["id"], job["task_name"])
    await manager.prune_stalled_workers(pace.stalled_after)


async def _finish(app: App, worker: Worker, running: asyncio.Task[None], grace: float) -> None:
    worker.stop()
    done, _ = await asyncio.wait({running}, timeout=grace)
    if done:
        _raise_of(running)
        return
    log.warning("Jobs still running after %s s are cut off; the next worker runs them again.", grace)
    if worker.worker_id is not None:
        with contextlib.suppress(Exception):  # gone or not, we leave
            await asyncio.wait_for(app.job_manager.unregister_worker(worker.worker_id), timeout=2)
    logging.shutdown()
    os._exit(0)  # a thread in a job cannot be stopped, and Python would wait for it


def _raise_of(task: asyncio.Task[None]) -> None:
    if task.done() and not task.cancelled() and (error := task.exception()):
        if isinstance(error, ConnectorException) and isinstance(error.__cause__, ForeignKeyViolation):
            raise WorkerForgotten from error  # it fetched a job before it looked whether it is known
        raise error
