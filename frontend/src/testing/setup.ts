import "@testing-library/jest-dom/vitest";

import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// Long enough for a busy machine; what comes sooner is not waited for.
configure({ asyncUtilTimeout: 10_000 });

afterEach(cleanup);
