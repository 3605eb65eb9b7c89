/** What the page asks of its JPEG worker. */
export interface JpegRequest {
  readonly id: number;
  readonly frame: VideoFrame;
  readonly width: number;
  readonly height: number;
  /** 0..1 */
  readonly quality: number;
}

/** What it answers: null where the picture could not be encoded. */
export interface JpegReply {
  readonly id: number;
  readonly image: Blob | null;
}
