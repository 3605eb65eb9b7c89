import { useEffect, useEffectEvent, useState, type RefObject } from "react";

import { checkFace } from "@/lib/api/faces";
import { messageOf } from "@/lib/api/problem";
import { FrameGrabber } from "@/lib/camera/frame-grabber";

import { guide } from "./guidance";
import { hold, NO_HOLD } from "./hold";
import type { Pose, Step } from "./pose-steps";
import { watchFace } from "./watch-face";

/** Pictures for a look are this wide: a face that is large enough there is so in the photo, too. */
const LOOK_WIDTH = 640;
const LOOK_QUALITY = 0.8;

interface GuidanceInit {
  readonly studentId: number;
  readonly videoRef: RefObject<HTMLVideoElement | null>;
  /** Null rests. */
  readonly step: Step | null;
  readonly front: Pose | null;
  readonly confirmed: readonly number[];
  /** The look was good for a moment: this is the photo. */
  readonly onReady: (step: Step) => void;
}

export interface LiveGuidance {
  /** Empty before the first look. */
  readonly hint: string;
  readonly isGood: boolean;
  /** 0..1, how long the look was held. */
  readonly progress: number;
  readonly lookAlike: number | null;
}

const NOTHING: LiveGuidance = { hint: "", isGood: false, progress: 0, lookAlike: null };

/** What the server says of the camera's picture, a few times a second. */
export function useGuidance(init: GuidanceInit): LiveGuidance {
  const { studentId, videoRef, step } = init;
  const [live, setLive] = useState(NOTHING);

  const ask = useEffectEvent((picture: Blob, signal: AbortSignal) =>
    checkFace(picture, { studentId, confirmedLookAlikes: init.confirmed, signal }),
  );
  const front = useEffectEvent(() => init.front);
  const ready = useEffectEvent(init.onReady);

  useEffect(() => {
    if (step === null) return;
    const over = new AbortController();
    const grabber = new FrameGrabber();
    let held = NO_HOLD;
    void watchFace({
      grab: () => grabLook(grabber, videoRef.current),
      check: (picture) => ask(picture, over.signal),
      onCheck: (check) => {
        const guidance = guide(check, step, front());
        held = hold(held, guidance.isGood, performance.now());
        setLive({ ...guidance, progress: held.progress });
        if (held.progress >= 1) {
          held = NO_HOLD;
          ready(step);
        }
      },
      onTrouble: (error) => {
        held = NO_HOLD;
        setLive({ ...NOTHING, hint: messageOf(error) });
      },
      sleep: (ms) => new Promise((resolve) => window.setTimeout(resolve, ms)),
      now: () => performance.now(),
      signal: over.signal,
    });
    return () => {
      over.abort();
      setLive(NOTHING);
    };
  }, [step, videoRef]);

  return live;
}

function grabLook(grabber: FrameGrabber, video: HTMLVideoElement | null): Promise<Blob | null> {
  if (video === null || video.videoWidth === 0 || document.hidden) return Promise.resolve(null);
  const width = Math.min(LOOK_WIDTH, video.videoWidth);
  const height = Math.round((width * video.videoHeight) / video.videoWidth);
  return grabber.grab(video, { width, height, quality: LOOK_QUALITY });
}
