import numpy as np

from server.recognition.templates import make_templates
from tests.server.recognition.factories import axis, unit


def test_template_of_one_photo_is_the_photo() -> None:
    templates = make_templates(axis(3)[np.newaxis], np.ones(1, np.float32))

    np.testing.assert_allclose(templates, axis(3)[np.newaxis], atol=1e-6)


def test_template_is_the_mean_of_the_photos_at_length_1() -> None:
    templates = make_templates(np.stack([unit(1, 0), unit(0, 1)]), np.ones(2, np.float32))

    np.testing.assert_allclose(templates, unit(1, 1)[np.newaxis], atol=1e-6)
