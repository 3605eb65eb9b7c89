export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

/** x, y, width, height as fractions of the frame: a face's box on the wire. */
export type FractionBox = readonly [x: number, y: number, width: number, height: number];

/** Where a picture of this size lies in an element that shows it with `object-fit: contain`. */
export function containedRect(picture: Size, element: Size): Rect {
  if (picture.width <= 0 || picture.height <= 0) return { x: 0, y: 0, width: 0, height: 0 };
  const scale = Math.min(element.width / picture.width, element.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: (element.width - width) / 2, y: (element.height - height) / 2, width, height };
}

/** A face's box in the pixels of the element. A mirrored picture mirrors the box, not the text. */
export function placeBox(box: FractionBox, picture: Rect, mirrored: boolean): Rect {
  const [x, y, width, height] = box;
  const left = mirrored ? 1 - x - width : x;
  return {
    x: picture.x + left * picture.width,
    y: picture.y + y * picture.height,
    width: width * picture.width,
    height: height * picture.height,
  };
}

/** The size to send a frame in: within both limits, never enlarged, even numbers. */
export function captureSize(picture: Size, maxWidth: number, maxPixels: number): Size {
  const wide = scaled(picture, Math.min(1, maxWidth / picture.width), Math.round);
  const pixels = wide.width * wide.height;
  return pixels <= maxPixels ? wide : scaled(wide, Math.sqrt(maxPixels / pixels), Math.floor);
}

function scaled(size: Size, scale: number, round: (value: number) => number): Size {
  const even = (value: number): number => Math.max(2, round((value * scale) / 2) * 2);
  return { width: even(size.width), height: even(size.height) };
}
