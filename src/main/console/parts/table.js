import { html } from "../../lit-html/lit-html.js";

/**
 * A table that becomes a list where the window is narrow. `columns`: `[{ name, cell: (row) => what to show }]`; the first one
 * heads its row. `caption` is what screen readers call it.
 */
export function table(caption, columns, rows) {
  return html`
    <table class="pf-v5-c-table pf-m-grid-md pf-m-compact" role="table" aria-label=${caption}>
      <thead class="pf-v5-c-table__thead">
        <tr class="pf-v5-c-table__tr" role="row">
          ${columns.map(({ name }) => html`<th class="pf-v5-c-table__th" role="columnheader" scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody class="pf-v5-c-table__tbody" role="rowgroup">
        ${rows.map(
          (row) => html`<tr class="pf-v5-c-table__tr" role="row">
            ${columns.map(
              ({ name, cell }) => html`<td class="pf-v5-c-table__td" role="cell" data-label=${name}>${cell(row)}</td>`,
            )}
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}
