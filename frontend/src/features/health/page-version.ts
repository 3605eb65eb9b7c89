declare const __PAGE_VERSION__: string;

/** Version of the page that was built, from package.json. */
export const PAGE_VERSION = __PAGE_VERSION__;
