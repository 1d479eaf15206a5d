"""What a paper needs to print the displays: packages for its preamble, and commands of the fragments."""

from __future__ import annotations

import re

from qualkit.display.latex.scripts import probes

_PACKAGES = r"""\usepackage{iftex}
\ifPDFTeX\usepackage[T1]{fontenc}\usepackage{lmodern}\else\usepackage{fontspec}\fi
\usepackage{array,booktabs,longtable,threeparttable,threeparttablex}
\usepackage{graphicx,pdflscape,xcolor}
"""

_LOOKS = r"""\providecommand{\qktablefont}{\footnotesize}
\providecommand{\qknotefont}{\scriptsize}
\providecommand{\qkaddress}[1]{{\scriptsize\textcolor[gray]{0.35}{#1}}}
\providecommand{\qknumber}[1]{{\scriptsize\textcolor[gray]{0.35}{#1}}}
\providecommand{\qkstate}[1]{\textit{\textcolor[gray]{0.35}{#1}}}
\providecommand{\qkheading}[1]{\textbf{#1}}
\providecommand{\qkband}[1]{\textbf{\textit{#1}}}
"""

# LuaTeX ends no line at a space after a change of direction, but does after the empty box.
# \qkscript: a script, a text in it, and what stands in where no font has most of its characters.
_SCRIPTS = r"""\ExplSyntaxOn
\cs_if_exist:NF \qkscript
 {
  \tl_new:N \g_qk_font_tl
  \sys_if_engine_xetex:T { \TeXXeTstate = 1 \scan_stop: }
  \cs_new_protected:Npn \qkcodes #1 { \qkleft { { \scriptsize [U+#1] } } }
  \cs_new_protected:Npn \qkfromright { \sys_if_engine_pdftex:F { \raggedleft \arraybackslash } }
  \cs_new_protected:Npn \qkleft #1
   {
    \sys_if_engine_xetex:TF { \beginL #1 \endL }
     { \sys_if_engine_luatex:TF { { \textdir TLT #1 } \hbox:n { } } {#1} }
   }
  \cs_new_protected:Npn \qkright #1
   {
    \leavevmode
    \sys_if_engine_xetex:TF { \beginR #1 \endR }
     { \sys_if_engine_luatex:TF { { \textdir TRT #1 } \hbox:n { } } {#1} }
   }
  \cs_new_protected:Npn \qkprobe #1#2#3
   {
    \clist_if_exist:cF { g_qk_#1_clist }
     {
      \clist_new:c { g_qk_#1_clist }
      \cs_new_eq:cN { qk~#1~main } \scan_stop:
      \sys_if_engine_pdftex:F { \clist_map_inline:nn {#3} { \qkprobefont {#1} {#2} {##1} } }
     }
   }
  \cs_new_protected:Npn \qkprobefont #1#2#3
   {
    \str_if_eq:nnTF {#3} { main } { \clist_gput_right:cn { g_qk_#1_clist } {#3} }
     {
      \IfFontExistsTF {#3}
       {
        \sys_if_engine_luatex:TF
         { \exp_args:Nc \newfontfamily { qk~#1~#3 } {#3} [ Renderer = HarfBuzz , #2 ] }
         { \exp_args:Nc \newfontfamily { qk~#1~#3 } {#3} [ #2 ] }
        \clist_gput_right:cn { g_qk_#1_clist } {#3}
       }
       { }
     }
   }
  \cs_new_protected:Npn \qkchoose #1#2
   {
    \tl_gclear:N \g_qk_font_tl
    \group_begin:
    \int_set:Nn \l_tmpb_int { ( \tl_count:n {#2} + 1 ) / 2 }
    \clist_map_inline:cn { g_qk_#1_clist }
     {
      \use:c { qk~#1~##1 }
      \int_zero:N \l_tmpa_int
      \tl_map_inline:nn {#2}
       { \tex_iffontchar:D \tex_font:D `####1 \scan_stop: \else: \int_incr:N \l_tmpa_int \fi: }
      \int_compare:nNnT { \l_tmpa_int } < { \l_tmpb_int }
       { \tl_gset:Nn \g_qk_font_tl {##1} \int_set_eq:NN \l_tmpb_int \l_tmpa_int }
     }
    \group_end:
   }
  \cs_new_protected:Npn \qkscript #1#2#3
   {
    \group_begin:
    \qkchoose {#1} {#2}
    \tl_if_empty:NTF \g_qk_font_tl {#3}
     {
      \use:c { qk~#1~ \g_qk_font_tl }
      \clist_if_in:nnT { Han , Thai , Lao } {#1}
       { \spaceskip = 0pt~plus~0.1em \scan_stop: \xspaceskip = \spaceskip }
      #2
     }
    \group_end:
   }
 }
\ExplSyntaxOff
"""


def preamble() -> str:
    r"""The lines that an author puts into the preamble of the paper.

    >>> print(preamble().splitlines()[0])
    \usepackage{iftex}
    """
    return _PACKAGES


def opening(fragment: str) -> str:
    """What stands before a fragment: the preamble as a comment, and the commands that it uses."""
    wanted = "".join(f"%   {line}\n" for line in _PACKAGES.splitlines())
    scripts = "".join(f"{each}\n" for each in probes(set(re.findall(r"\\qkscript\{(\w+)\}", fragment))))
    foreign = _SCRIPTS + scripts if scripts else ""
    return f"% Put into the preamble of the paper:\n{wanted}{_LOOKS}{foreign}"
