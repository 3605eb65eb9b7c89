import Button from "@mui/material/Button";
import { createLink } from "@tanstack/react-router";

/** A button that leads somewhere, checked against the page's routes and what their addresses hold. */
export const ButtonLink = createLink(Button);
