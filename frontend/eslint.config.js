import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import { readdirSync } from "node:fs";
import tseslint from "typescript-eslint";

const features = readdirSync(new URL("./src/features", import.meta.url));

/** A feature never reaches into another one: what two of them need belongs in components or lib. */
const featureWalls = features.map((feature) => ({
  files: [`src/features/${feature}/**`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          { group: ["../*"], message: "Import by @/… outside of the own folder." },
          {
            group: [
              "@/app/*",
              ...features
                .filter((other) => other !== feature)
                .map((other) => `@/features/${other}/*`),
            ],
            message: "A feature imports components and lib only.",
          },
        ],
      },
    ],
  },
}));

const PATIENT = "Use waitFor of Testing Library: it waits as long as src/testing/setup.ts says.";

export default tseslint.config(
  { ignores: ["dist", "src/lib/*.gen.ts"] },
  js.configs.recommended,
  {
    files: ["src/**/*.{ts,tsx}", "vite.config.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    extends: [reactHooks.configs.flat["recommended-latest"], jsxA11y.flatConfigs.strict],
    languageOptions: { globals: globals.browser },
    rules: {
      "jsx-a11y/media-has-caption": "off", // live camera pictures have no sound
      "jsx-a11y/no-autofocus": ["error", { ignoreNonDOM: true }], // the first field of a dialog
    },
  },
  {
    files: ["src/**/*.test.tsx"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "vi", property: "waitFor", message: PATIENT },
        { object: "expect", property: "poll", message: PATIENT },
      ],
    },
  },
  ...featureWalls,
  {
    files: ["src/components/**", "src/lib/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@/app/*", "@/features/*"], message: "Imports point one way." }] },
      ],
    },
  },
  { files: ["tools/**", "*.config.js"], languageOptions: { globals: globals.node } },
);
