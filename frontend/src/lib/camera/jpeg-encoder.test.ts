import { describe, expect, it, vi } from "vitest";

import { JpegEncoder, type WorkerLike } from "./jpeg-encoder";
import type { JpegReply, JpegRequest } from "./jpeg-messages";

class FakeWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<JpegReply>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly asked: JpegRequest[] = [];

  postMessage(message: JpegRequest): void {
    this.asked.push(message);
  }

  answer(index: number, image: Blob | null): void {
    const id = this.asked[index]?.id ?? -1;
    this.onmessage?.(new MessageEvent<JpegReply>("message", { data: { id, image } }));
  }

  fail(): void {
    this.onerror?.(new Event("error") as ErrorEvent);
  }
}

function picture() {
  const close = vi.fn();
  const frame = { close } as unknown as VideoFrame;
  return { frame, close, width: 640, height: 360, quality: 0.8 };
}

describe("JpegEncoder", () => {
  it("gives every camera its own picture, whichever is ready first", async () => {
    const worker = new FakeWorker();
    const encoder = new JpegEncoder(worker);
    const first = encoder.encode(picture());
    const second = encoder.encode(picture());
    const [one, two] = [new Blob(["1"]), new Blob(["2"])];
    worker.answer(1, two);
    worker.answer(0, one);
    await expect(first).resolves.toBe(one);
    await expect(second).resolves.toBe(two);
  });

  it("has no picture where the worker could make none", async () => {
    const worker = new FakeWorker();
    const grabbed = new JpegEncoder(worker).encode(picture());
    worker.answer(0, null);
    await expect(grabbed).resolves.toBeNull();
  });

  it("is given up after three pictures in a row that became none, and not after one", async () => {
    const worker = new FakeWorker();
    const encoder = new JpegEncoder(worker);
    for (const [index, image] of [null, null, new Blob(["1"]), null, null].entries()) {
      void encoder.encode(picture());
      worker.answer(index, image);
    }
    expect(encoder.works).toBe(true);
    const last = encoder.encode(picture());
    worker.answer(5, null);
    await expect(last).resolves.toBeNull();
    expect(encoder.works).toBe(false);
  });

  it("is given up where a browser hands no frames to workers", async () => {
    const worker = new FakeWorker();
    worker.postMessage = () => {
      throw new DOMException("not transferable", "DataCloneError");
    };
    const encoder = new JpegEncoder(worker);
    const refused = picture();
    await expect(encoder.encode(refused)).resolves.toBeNull();
    expect(refused.close).toHaveBeenCalledOnce();
    expect(encoder.works).toBe(false);
  });

  it("lets nobody wait for a worker that failed, and closes the frames it is given", async () => {
    const worker = new FakeWorker();
    const encoder = new JpegEncoder(worker);
    const waiting = encoder.encode(picture());
    worker.fail();
    await expect(waiting).resolves.toBeNull();
    expect(encoder.works).toBe(false);
    const late = picture();
    await expect(encoder.encode(late)).resolves.toBeNull();
    expect(late.close).toHaveBeenCalledOnce();
    expect(worker.asked).toHaveLength(1);
  });
});
