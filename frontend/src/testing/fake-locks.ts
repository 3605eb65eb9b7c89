interface Waiting {
  readonly isShared: boolean;
  readonly start: () => void;
}

/** Gives the browser Web Locks of one name; `Reflect.deleteProperty(navigator, "locks")` takes them away. */
export function stubLocks(): void {
  const waiting: Waiting[] = [];
  let [shared, exclusive] = [0, 0];
  const isFree = (isShared: boolean): boolean => exclusive === 0 && (isShared || shared === 0);
  const next = (): void => {
    const [first] = waiting;
    if (first === undefined || !isFree(first.isShared)) return;
    waiting.shift();
    first.start();
    next();
  };

  type Callback = (lock: object | null) => unknown;
  const request = (_name: string, ...rest: [Callback] | [LockOptions, Callback]) => {
    const [options, callback] = rest.length === 1 ? [{}, rest[0]] : rest;
    const isShared = options.mode === "shared";
    if (options.ifAvailable === true && !isFree(isShared)) return Promise.resolve(callback(null));
    return new Promise((resolve, reject) => {
      options.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      const start = (): void => {
        if (isShared) shared += 1;
        else exclusive += 1;
        const end = (): void => {
          if (isShared) shared -= 1;
          else exclusive -= 1;
          next();
        };
        void Promise.resolve(callback({})).then(resolve, reject).finally(end);
      };
      waiting.push({ isShared, start });
      next();
    });
  };
  Object.defineProperty(navigator, "locks", { value: { request }, configurable: true });
}
