import { mdiContentCopy } from "@mdi/js";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";

import { Icon } from "@/components/icon";
import { QrCode } from "@/components/qr-code";
import { text } from "@/text";

import { isOwnComputer, watchAddress } from "./watch-address";

interface WatchLinkDialogProps {
  readonly classSessionId: number;
  readonly onClose: () => void;
}

/** Where another device can watch the class, to copy or to scan. */
export function WatchLinkDialog({ classSessionId, onClose }: WatchLinkDialogProps) {
  const address = watchAddress(classSessionId);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="watch-link-title">
      <DialogTitle id="watch-link-title">{text.watchLink.title}</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 2 }}>
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {text.watchLink.help}
        </Typography>
        <AddressField address={address} />
        {isOwnComputer(address) ? (
          <Alert severity="info">{text.watchLink.loopback}</Alert>
        ) : (
          <Box sx={{ justifySelf: "center" }}>
            <QrCode value={address} label={text.watchLink.code} />
          </Box>
        )}
      </DialogContent>
      <DialogActions sx={{ padding: 2 }}>
        <Button color="inherit" href={address} target="_blank" rel="noopener">
          {text.watchLink.openHere}
        </Button>
        <Button variant="contained" onClick={onClose}>
          {text.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function AddressField({ address }: { readonly address: string }) {
  const [note, setNote] = useState(" ");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address);
      setNote(text.watchLink.copied);
    } catch {
      setNote(text.watchLink.notCopied); // not allowed, or an address without HTTPS
    }
  };
  return (
    <Box sx={{ display: "flex", alignItems: "flex-start", gap: 1 }}>
      <TextField
        label={text.watchLink.address}
        value={address}
        fullWidth
        helperText={note}
        onFocus={(event) => event.target.select()}
        slotProps={{ htmlInput: { readOnly: true }, formHelperText: { role: "status" } }}
      />
      <Button
        variant="outlined"
        startIcon={<Icon path={mdiContentCopy} />}
        sx={{ height: 40, flexShrink: 0 }}
        onClick={() => void copy()}
      >
        {text.watchLink.copy}
      </Button>
    </Box>
  );
}
