"""Every error that this server raises on purpose.

    HomeroomError
    ├── BadRequestError
    │   ├── ImageError              not an image, truncated, too large to decode
    │   ├── RangeError              a bucket, a date or a range that makes no sense
    │   └── HeadTurnNeededError     photos from a camera that may show a picture of somebody
    ├── NotFoundError               no such student, class session, ...
    ├── ConflictError               the state of the resource forbids it
    ├── RequestTimeoutError         an upload that stopped half way, or trickles
    ├── PayloadTooLargeError
    ├── TooManyRequestsError
    ├── UnavailableError            too many uploads at once, server stopping
    └── StartError                  the server cannot start: one clear line for the operator

`code` is stable and meant for programs; the message is meant for people: what happened, with which
value, and what to do. Over HTTP each becomes an RFC 9457 problem document, over the WebSocket an
`error` message, on the command line one line.
"""

from http import HTTPStatus


class HomeroomError(Exception):
    """Base of all; `code` may be given per instance where one class has several causes."""

    code: str = "internal_error"
    status: HTTPStatus = HTTPStatus.INTERNAL_SERVER_ERROR

    def __init__(self, detail: str, *, code: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.code


class BadRequestError(HomeroomError):
    code = "bad_request"
    status = HTTPStatus.BAD_REQUEST


class ImageError(BadRequestError):
    """Codes: `not_an_image`, `image_truncated`, `image_too_large`, `image_empty`."""

    code = "not_an_image"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class RangeError(BadRequestError):
    """Codes: `bad_range`, `bad_bucket`, `bad_time_zone`, `too_many_buckets`."""

    code = "bad_range"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class HeadTurnNeededError(BadRequestError):
    code = "head_turn_needed"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NotFoundError(HomeroomError):
    code = "not_found"
    status = HTTPStatus.NOT_FOUND


class ConflictError(HomeroomError):
    code = "conflict"
    status = HTTPStatus.CONFLICT


class RequestTimeoutError(HomeroomError):
    code = "upload_timeout"
    status = HTTPStatus.REQUEST_TIMEOUT


class PayloadTooLargeError(HomeroomError):
    code = "payload_too_large"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class TooManyRequestsError(HomeroomError):
    code = "too_many_requests"
    status = HTTPStatus.TOO_MANY_REQUESTS


class UnavailableError(HomeroomError):
    """Codes: `uploads_busy`, `shutting_down`."""

    code = "unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE


class StartError(HomeroomError):
    """Codes: `weights_missing`, `weights_damaged`, `port_in_use`, `bad_setting`, ..."""

    code = "cannot_start"
