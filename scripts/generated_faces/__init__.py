"""Faces of people who do not exist, for the demo class, tests and benchmarks."""

from models.runtime import silence_openvino

silence_openvino()  # the generator imports OpenVINO itself
