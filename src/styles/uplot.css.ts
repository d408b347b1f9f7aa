import { css } from 'lit';

/** The few rules that uPlot 1.6 needs for a chart without cursor and legend: canvas, and axes around it. */
export const uplotStyles = css`
  .uplot,
  .uplot * {
    box-sizing: border-box;
  }
  .u-wrap {
    position: relative;
    user-select: none;
  }
  .u-over,
  .u-under,
  .u-axis {
    position: absolute;
  }
  .uplot canvas {
    position: relative;
    display: block;
    inline-size: 100%;
    block-size: 100%;
  }
`;
