"""Files of which clients may ask for a part, with the header Range."""

from http import HTTPStatus

from fastapi.responses import FileResponse, Response
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from server.http.problems import problem_response


class PartialFileResponse(FileResponse):
    """Refuses a part that cannot be sent with a problem document; Starlette does so with text."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal: Response | None = None

        async def watching_send(message: Message) -> None:
            nonlocal refusal
            if message["type"] == "http.response.start" and message["status"] >= 400:
                refusal = _refusal(message["status"], Headers(raw=message["headers"]))
            if refusal is None:
                await send(message)

        await super().__call__(scope, receive, watching_send)
        if refusal is not None:
            await refusal(scope, receive, send)


def _refusal(status: int, headers: Headers) -> Response:
    if status != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        return problem_response(
            status, "bad_range_header", "the header Range cannot be read; write it as bytes=0-1023"
        )
    there_is = headers["content-range"]  # bytes */10
    size = there_is.rpartition("/")[2]
    return problem_response(
        status,
        "range_not_satisfiable",
        f"the header Range asks for a part that is not there; the file has {size} bytes",
        headers={"Content-Range": there_is},
    )
