"""One camera's connection, from `start` to `bye`. Knows messages, but nothing of sockets."""

import asyncio
from dataclasses import replace

from server.live.codec import (
    BadFrameError,
    ProtocolBreakError,
    parse_frame,
    parse_message,
    parse_text_frame,
    result_message,
)
from server.live.context import LiveContext
from server.live.engine import Lane
from server.live.farewell import Totals, refuse, say_bye
from server.live.frame_rate import FrameRate
from server.live.outbox import Close, Outbox
from server.live.protocol import (
    ByeReason,
    CloseCode,
    DroppedMessage,
    DropReason,
    EncodedFrame,
    ErrorMessage,
    FrameMessage,
    Message,
    StartMessage,
)
from server.live.traffic import CameraTraffic, RateMeter
from server.live.turn import FrameDone, FrameFailed, Outcome
from server.metrics import ConnectionKind
from server.recognition.effort import Effort, Lowered
from students_db.errors import StudentsDbError


class Camera:
    """Every frame that comes in is answered exactly once: `result`, `dropped` or `error`."""

    kind: ConnectionKind = "camera"

    def __init__(self, context: LiveContext, outbox: Outbox, *, connection_id: str) -> None:
        self.class_session_id: int | None = None
        self._context = context
        self._outbox = outbox
        self._connection_id = connection_id
        self._emotion_set = context.usual_set
        self._max_in_flight = 0
        self._rate = FrameRate(clock=context.clock)
        self._lane: Lane | None = None
        self._leaving: ByeReason | None = None
        self._totals = Totals()
        self._opened_at = context.now()
        self._meter = RateMeter(context.clock)

    @property
    def started(self) -> bool:
        return self._lane is not None

    def traffic(self) -> CameraTraffic:
        """How the stream is doing."""
        return CameraTraffic(
            connection_id=self._connection_id,
            class_session_id=self.class_session_id,
            opened_at=self._opened_at,
            rates=self._meter.rates(),
            totals=replace(self._totals),
        )

    async def receive(self, data: str | bytes) -> None:
        """Take one message from the client. What is wrong with it is answered, never raised."""
        arrival, received_at = self._context.clock(), self._context.now()
        try:
            if isinstance(data, bytes):
                self._require_start()
                self._take(parse_frame(data, received_at=received_at, arrival=arrival))
                return
            match parse_message(data):
                case StartMessage() as message:
                    await self._start(message)
                case FrameMessage() as message:
                    self._require_start()
                    self._take(parse_text_frame(message, received_at=received_at, arrival=arrival))
                case _:
                    self.leave("stopped")
        except BadFrameError as error:
            self._refuse_frame(error)
        except ProtocolBreakError as error:
            refuse(self._outbox, error)

    def leave(self, reason: ByeReason) -> None:
        """Answer what is under way, then say bye. Frames that come from now on are dropped."""
        if self._leaving is None:
            self._leaving = reason
            if reason != "stopped" and self._lane and (waiting := self._lane.withdraw()):
                self._drop(waiting, "stopping")
            self._say_bye_if_idle()

    def disconnect(self) -> None:
        """The client is gone: forget its waiting frame and keep answers to ourselves."""
        self._outbox.close(Close(CloseCode.DONE))
        if self._lane:
            self._lane.withdraw()

    async def _start(self, message: StartMessage) -> None:
        if self.started:
            raise ProtocolBreakError("`start` was sent already", code="already_started")
        self.class_session_id = message.class_session_id  # its end counts from now on
        if message.class_session_id is not None:
            try:
                self._emotion_set = await asyncio.to_thread(
                    self._context.running_set, message.class_session_id
                )
            except StudentsDbError as error:
                refuse(self._outbox, error)
                return
        elif message.emotion_set is not None:
            self._emotion_set = message.emotion_set
        limits = self._context.limits
        self._max_in_flight = min(message.max_in_flight, limits.max_in_flight)
        self._lane = self._context.engine.open_lane(self._context.make_pipeline(), self._on_outcome)
        self._send(
            self._context.ready_message(
                connection_id=self._connection_id,
                class_session_id=self.class_session_id,
                emotion_set=self._emotion_set,
                max_in_flight=self._max_in_flight,
            )
        )

    def _require_start(self) -> Lane:
        if self._lane is None:
            raise ProtocolBreakError(
                "the first message must be `start`, frames come after it", code="start_expected"
            )
        return self._lane

    def _take(self, frame: EncodedFrame) -> None:
        lane = self._require_start()
        effort = self._context.governor.current
        self._totals.received += 1
        self._context.metrics.frame_received()
        if self._leaving is not None:
            self._drop(frame, "stopping")
        elif not self._is_within_rate(lane, effort):
            busy = Lowered.FRAME_RATE in effort.lowered
            self._drop(frame, "overload" if busy else "rate_limit")
        elif displaced := lane.put(frame):
            unanswered = lane.busy + 2  # the one in work, the displaced one and this one
            keeps_its_word = unanswered <= self._max_in_flight
            self._drop(displaced, "newer_frame" if keeps_its_word else "too_many_in_flight")

    def _is_within_rate(self, lane: Lane, effort: Effort) -> bool:
        """Whether to take one more frame; in place of one that waits, a busy server always does."""
        takes_the_place = Lowered.FRAME_RATE in effort.lowered and bool(lane.slot)
        return takes_the_place or self._rate.allow(effort.max_frames_per_second)

    def _on_outcome(self, outcome: Outcome) -> None:
        match outcome:
            case FrameDone():
                self._answer(outcome)
            case FrameFailed(frame, code, detail):
                self._count_failure(code)
                self._send(ErrorMessage(frame_id=frame.frame_id, code=code, detail=detail))
        self._say_bye_if_idle()

    def _answer(self, done: FrameDone) -> None:
        context, result = self._context, done.result
        total_ms = (context.clock() - done.frame.arrival) * 1000
        timings_ms = {**result.timings_ms, "total": total_ms}
        message = result_message(
            result,
            connection_id=self._connection_id,
            captured_at_ms=done.frame.captured_at_ms,
            emotion_set=self._emotion_set,
            timings_ms=timings_ms,
            effort=context.governor.current,
        )
        text = message.model_dump_json()
        self._outbox.put(text)
        self._totals.done += 1
        self._meter.done(total_ms)
        context.hub.publish(self.class_session_id, camera=self._connection_id, text=text)
        context.recorder.add(
            result,
            class_session_id=self.class_session_id,
            seen_at=done.frame.received_at,
            camera=self._connection_id,
        )
        context.metrics.frame_done(timings_ms, len(result.faces))
        context.governor.answered(total_ms, self._connection_id)

    def _drop(self, frame: EncodedFrame, reason: DropReason) -> None:
        self._totals.dropped += 1
        self._meter.dropped()
        self._context.metrics.frame_dropped(reason)
        self._send(DroppedMessage(frame_id=frame.frame_id, reason=reason))

    def _refuse_frame(self, error: BadFrameError) -> None:
        self._totals.received += 1
        self._context.metrics.frame_received()
        self._count_failure(error.code)
        self._send(ErrorMessage(frame_id=error.frame_id, code=error.code, detail=error.detail))

    def _count_failure(self, code: str) -> None:
        self._totals.failed += 1
        self._context.metrics.frame_failed(code)

    def _say_bye_if_idle(self) -> None:
        if self._leaving is not None and (self._lane is None or self._lane.idle):
            say_bye(self._outbox, self._leaving, self._totals)

    def _send(self, message: Message) -> None:
        self._outbox.put(message.model_dump_json())
