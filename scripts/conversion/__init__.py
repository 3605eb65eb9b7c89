"""Turn released weight files into ONNX files that the runtimes load, byte for byte repeatably."""
