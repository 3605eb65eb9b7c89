"""Keeps the gallery that the cameras look at equal to the stored faces."""

from threading import Lock

from server.recognition.gallery import Gallery, LiveGallery
from students_db.faces import EmbedderKey, Faces


class GalleryLoader:
    """Builds the gallery anew from the database after every change of a student."""

    def __init__(self, faces: Faces, embedder: EmbedderKey, live_gallery: LiveGallery) -> None:
        self._faces = faces
        self._embedder = embedder
        self._live_gallery = live_gallery
        self._lock = Lock()

    def reload(self) -> Gallery:
        """Read the stored faces and let the cameras see them; call it after a commit.

        One at a time: a slow reader would put an older state over a newer one.
        """
        with self._lock:
            stored = self._faces.load(self._embedder)
            gallery = Gallery.build(stored.student_ids, stored.embeddings, stored.names)
            self._live_gallery.replace(gallery)
            return gallery
