import { mdiCheckCircle, mdiCircleOutline } from "@mdi/js";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import { Icon } from "@/components/icon";
import { text } from "@/text";

import { STEPS, type HeadTurn } from "./head-turn";

interface TurnGuideProps {
  readonly turn: HeadTurn;
}

/** Asks for a look from three sides, which no photo held up to the camera can give. */
export function TurnGuide({ turn: { next, done, tooLittle } }: TurnGuideProps) {
  return (
    <Box role="status" data-testid="turn-guide" data-next={next ?? "done"}>
      <Typography sx={{ fontWeight: 600 }}>
        {next === null ? text.headTurn.complete : text.headTurn.ask[next]}
      </Typography>
      {tooLittle && (
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {text.headTurn.tooLittle}
        </Typography>
      )}
      <Box
        component="ol"
        sx={{ display: "flex", flexWrap: "wrap", gap: 2, margin: 0, padding: 0, listStyle: "none" }}
      >
        {STEPS.map((step) => (
          <Box
            component="li"
            key={step}
            sx={{ display: "flex", alignItems: "center", gap: 0.5, fontSize: "0.875rem" }}
          >
            <Icon
              path={done.has(step) ? mdiCheckCircle : mdiCircleOutline}
              fontSize="small"
              sx={{ color: done.has(step) ? "success.main" : "text.secondary" }}
            />
            {done.has(step) ? text.headTurn.stepDone[step] : text.headTurn.step[step]}
          </Box>
        ))}
      </Box>
    </Box>
  );
}
