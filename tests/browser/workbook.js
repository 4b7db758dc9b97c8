// SPDX-License-Identifier: GPL-2.0-or-later
// A workbook (.xlsx) of one sheet, as small as a spreadsheet program would read it.
import zlib from "node:zlib";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = "http://schemas.openxmlformats.org";

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const column = (i) => String.fromCharCode(65 + i);

// A number stays a number, as a spreadsheet keeps a telephone number that was typed bare.
function cell(value, row, i) {
  const at = `${column(i)}${row}`;
  if (typeof value === "number") return `<c r="${at}"><v>${value}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
}

function sheet(rows) {
  const lines = rows.map((row, n) => `<row r="${n + 1}">${row.map((value, i) => cell(value, n + 1, i)).join("")}</row>`);
  return `${head}<worksheet xmlns="${office}/spreadsheetml/2006/main"><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

function parts(rows) {
  const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const relation = (type, target) => `${head}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;
  return {
    "[Content_Types].xml": `${head}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
    "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": `${head}<workbook xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"><sheets><sheet name="Thôn" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/sheet1.xml"),
    "xl/worksheets/sheet1.xml": sheet(rows),
  };
}

// What the header in the archive and the one in its directory have in common (APPNOTE 4.3.7, 4.3.12).
function common(name, packed, plain) {
  const b = Buffer.alloc(26);
  b.writeUInt16LE(20, 0);
  b.writeUInt16LE(0x0800, 2); // names in UTF-8
  b.writeUInt16LE(8, 4); // deflated
  b.writeUInt16LE(0x21, 8); // 1980-01-01
  b.writeUInt32LE(zlib.crc32(plain), 10);
  b.writeUInt32LE(packed.length, 14);
  b.writeUInt32LE(plain.length, 18);
  b.writeUInt16LE(name.length, 22);
  return b;
}

function zipped(files) {
  const entries = [];
  const directory = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const plain = Buffer.from(text);
    const packed = zlib.deflateRawSync(plain);
    const both = common(Buffer.from(name), packed, plain);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), both, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), both, rest, Buffer.from(name));
    entries.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...entries, listed, end]);
}

// rows: of strings and numbers.
export function workbook(rows) {
  return zipped(parts(rows));
}
