// SPDX-License-Identifier: GPL-2.0-or-later
export { default } from "read-excel-file/universal";
