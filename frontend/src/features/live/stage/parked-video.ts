/**
 * A video that plays on while no view shows it. It lies in the page, almost invisible, because
 * browsers stop painting (and some stop playing) a video that is outside of the document.
 */
export function createParkedVideo(): HTMLVideoElement {
  const parking = document.createElement("div");
  parking.setAttribute("aria-hidden", "true");
  parking.style.cssText =
    "position:fixed;right:0;bottom:0;width:2px;height:2px;overflow:hidden;opacity:0.01;pointer-events:none";
  const video = document.createElement("video");
  video.style.cssText = "width:100%;height:100%;object-fit:contain;display:block";
  parking.append(video);
  document.body.append(parking);
  return video;
}
