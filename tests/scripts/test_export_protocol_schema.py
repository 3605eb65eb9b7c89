from scripts.export_protocol_schema import protocol_schema


def test_schema_names_every_message_and_both_unions() -> None:
    definitions = protocol_schema()["$defs"]

    client = {"StartMessage", "FrameMessage", "StopMessage", "ClientMessage"}
    server = {"ReadyMessage", "ResultMessage", "DroppedMessage", "ErrorMessage", "ByeMessage"}
    assert client | server | {"ServerMessage"} <= definitions.keys()


def test_sent_messages_have_all_fields_and_written_ones_may_leave_some_out() -> None:
    definitions = protocol_schema()["$defs"]

    assert "type" in definitions["ResultMessage"]["required"]
    assert definitions["StartMessage"]["required"] == ["type", "protocol"]
