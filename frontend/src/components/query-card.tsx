import Box from "@mui/material/Box";
import Card from "@mui/material/Card";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import type { UseQueryResult } from "@tanstack/react-query";
import { useId, type ReactNode } from "react";

import { ProblemState } from "@/components/problem-state";
import { text } from "@/text";

interface SectionCardProps {
  readonly title: string;
  /** Stands at the far end of the title's row. */
  readonly aside?: ReactNode;
  readonly testId: string;
  readonly children: ReactNode;
}

/** A part of the page under its title. */
export function SectionCard({ title, aside, testId, children }: SectionCardProps) {
  const titleId = useId();
  return (
    <Card
      component="section"
      aria-labelledby={titleId}
      data-testid={testId}
      sx={{ padding: { xs: 2, md: 2.5 } }}
    >
      <Box
        sx={{
          display: "flex",
          flexWrap: "wrap",
          alignItems: "baseline",
          columnGap: 2,
          rowGap: 0.5,
          marginBottom: 1.5,
        }}
      >
        <Typography variant="h2" id={titleId} sx={{ flex: 1 }}>
          {title}
        </Typography>
        {aside}
      </Box>
      {children}
    </Card>
  );
}

interface QueryCardProps<T> extends Omit<SectionCardProps, "children" | "aside"> {
  readonly query: UseQueryResult<T>;
  /** Lines that the content will take, so that nothing jumps when it comes. */
  readonly lines: number;
  readonly aside?: (data: T) => ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** A part of the page that comes from the server. What was read once stays, even while it fails. */
export function QueryCard<T>({ query, lines, aside, children, ...rest }: QueryCardProps<T>) {
  const { data, error, refetch } = query;
  return (
    <SectionCard {...rest} aside={data === undefined ? undefined : aside?.(data)}>
      {data !== undefined && children(data)}
      {data === undefined && error !== null && (
        <ProblemState error={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Lines count={lines} />}
    </SectionCard>
  );
}

function Lines({ count }: { readonly count: number }) {
  return (
    <div role="status" aria-label={text.loading}>
      {Array.from({ length: count }, (_, line) => (
        <Skeleton key={line} height={28} width={`${90 - ((line * 17) % 40)}%`} />
      ))}
    </div>
  );
}
