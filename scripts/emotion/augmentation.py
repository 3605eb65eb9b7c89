"""Random changes that make a crop look as a webcam might have seen it."""

import cv2
import numpy as np
import numpy.typing as npt

from scripts.emotion.config import AugmentationConfig
from scripts.emotion.occluders import draw_glasses, draw_hand


def augment(
    crops: npt.NDArray[np.uint8], config: AugmentationConfig, rng: np.random.Generator
) -> npt.NDArray[np.uint8]:
    """Change each crop, uint8 (n, s, s) gray, in its own way; returns the same shape."""
    return np.stack([_augment_one(crop, config, rng) for crop in crops])


def _augment_one(
    crop: npt.NDArray[np.uint8], config: AugmentationConfig, rng: np.random.Generator
) -> npt.NDArray[np.uint8]:
    """What covers the face, then geometry, then light, then what a camera and a codec do."""
    if rng.random() < config.glasses_probability:
        crop = draw_glasses(crop, rng)
    if rng.random() < config.hand_probability:
        crop = draw_hand(crop, rng)
    moved = _move(crop, config, rng).astype(np.float32)
    if rng.random() < config.erase_probability:
        _erase(moved, config, rng)
    lit = _light(moved, config, rng)
    if rng.random() < config.low_resolution_probability:
        lit = _lower_resolution(lit, config, rng)
    if rng.random() < config.blur_probability:
        lit = cv2.GaussianBlur(lit, (0, 0), rng.uniform(0.3, config.largest_blur_px))
    if rng.random() < config.noise_probability:
        scale = np.float32(rng.uniform(1, config.largest_noise))
        lit = lit + rng.standard_normal(lit.shape, np.float32) * scale
    pixels = np.clip(lit, 0, 255).astype(np.uint8)
    if rng.random() < config.jpeg_probability:
        pixels = _compress(pixels, config, rng)
    return pixels


def _move(
    crop: npt.NDArray[np.uint8], config: AugmentationConfig, rng: np.random.Generator
) -> npt.NDArray[np.uint8]:
    side = crop.shape[0]
    angle = np.clip(rng.normal(0, 0.5), -1, 1) * config.rotation_degrees
    zoom = float(np.exp(rng.uniform(-config.zoom, config.zoom)))
    centre = (side - 1) / 2
    matrix = cv2.getRotationMatrix2D((centre, centre), angle, zoom)
    stretch = float(np.exp(rng.uniform(-config.stretch, config.stretch)))
    matrix[0] = matrix[0] * stretch + (0, 0, centre * (1 - stretch))
    matrix[:, 2] += rng.uniform(-config.translation, config.translation, 2) * side
    if rng.random() < 0.5:
        crop = np.ascontiguousarray(crop[:, ::-1])
    moved = cv2.warpAffine(
        crop, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(moved, np.uint8)


def _erase(
    image: npt.NDArray[np.float32], config: AugmentationConfig, rng: np.random.Generator
) -> None:
    """Cover a rectangle with one gray, as a hand, a hair or a neighbour's head would."""
    side = image.shape[0]
    height, width = rng.integers(side // 8, int(side * config.largest_erased_share) + 1, 2)
    top, left = rng.integers(0, side - height + 1), rng.integers(0, side - width + 1)
    image[top : top + height, left : left + width] = rng.uniform(0, 255)


def _light(
    image: npt.NDArray[np.float32], config: AugmentationConfig, rng: np.random.Generator
) -> npt.NDArray[np.float32]:
    gamma = float(np.exp(rng.uniform(-config.gamma, config.gamma)))
    lit = np.float32(255) * (image / np.float32(255)) ** np.float32(gamma)
    gain = np.float32(np.exp(rng.uniform(-config.gain, config.gain)))
    lit = (lit - lit.mean()) * gain + lit.mean()
    lit = lit + np.float32(rng.uniform(-config.offset, config.offset))
    if rng.random() < config.side_light_probability:
        direction = rng.uniform(0, 2 * np.pi)
        ramp = np.linspace(-1, 1, image.shape[0], dtype=np.float32)
        slope = np.float32(np.cos(direction)) * ramp + np.float32(np.sin(direction)) * ramp[:, None]
        lit = lit * (1 + np.float32(rng.uniform(0, config.side_light)) * slope)
    return np.asarray(np.clip(lit, 0, 255), np.float32)


def _lower_resolution(
    image: npt.NDArray[np.float32], config: AugmentationConfig, rng: np.random.Generator
) -> npt.NDArray[np.float32]:
    side = image.shape[0]
    small = int(rng.integers(config.smallest_side_px, side))
    shrunk = cv2.resize(image, (small, small), interpolation=cv2.INTER_AREA)
    method = cv2.INTER_LINEAR if rng.random() < 0.5 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(shrunk, (side, side), interpolation=method), np.float32)


def _compress(
    image: npt.NDArray[np.uint8], config: AugmentationConfig, rng: np.random.Generator
) -> npt.NDArray[np.uint8]:
    quality = int(rng.integers(config.lowest_jpeg_quality, 90))
    _, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE), np.uint8)
