-- Formulas as MathJax and KaTeX take them become LaTeX that pandoc's reader knows: plain TeX's
-- fractions, rows and switches of fonts ({a \over b}, \cr, {\bf x}), lengths, sizes, and other
-- names for the same thing. What needs nothing of this stays as it is.

local P, R, S, C, Ct = lpeg.P, lpeg.R, lpeg.S, lpeg.C, lpeg.Ct

local SAME = {
  notag = '', nonumber = '', strut = '', mathstrut = '',
  thinspace = '\\,', Bbb = '\\mathbb', frak = '\\mathfrak', cfrac = '\\frac',
  hphantom = '\\phantom', bmod = '\\mathbin{\\mathrm{mod}}', textcolor = '\\color',
}

-- Each holds from where it stands to the end of its group, cell or row.
local FONTS = {
  bf = '\\mathbf{', rm = '\\mathrm{', it = '\\mathit{', mit = '\\mathit{', cal = '\\mathcal{',
  tt = '\\mathtt{', sf = '\\mathsf{',
}

-- Each parts its group, cell or row in two.
local FRACTIONS = {
  over = {'\\frac{', '}{', '}'},
  atop = {'\\begin{matrix}', '\\\\', '\\end{matrix}'},
}

-- Each stands before a group of rows.
local TABLES = {matrix = 'matrix', pmatrix = 'pmatrix', cases = 'cases', eqalign = 'aligned'}

local ENVIRONMENTS = {dcases = 'cases', ['dcases*'] = 'cases*'}

local LONGEST = 20000  -- what is longer isn't drawn, either

-- In hundredths of an em (The TeXbook, chapter 10), an em being 10 points.
local UNITS = {
  em = 100, ex = 43, mu = 100 / 18, pt = 10, pc = 120, bp = 10.0375, ['in'] = 722.7,
  cm = 284.53, mm = 28.453,
}

-- -- reading: strings, and tables that say what is more than its letters -------------------

local letter = R('az', 'AZ')
local space = S' \t\r\n'^0

local function any(names)
  local found = P(false)
  for _, name in ipairs(names) do
    found = found + P('\\' .. name) * (name:find('%A$') and P(true) or -letter)
  end
  return found
end

local function table_of(key)
  return function(text, value) return {[key] = value or text, text = text} end
end

local digits = R'09'^0
local number = C(S'+-'^-1 * digits * (S'.,' * digits)^-1)
local unit = P(false)
for name in pairs(UNITS) do unit = unit + P(name) end
local dimension = number * space * C(unit)
local stretched = (space * (P'plus' + 'minus') * space * (dimension / 0))^0

local function skip(amount, measure)
  local value = tonumber((amount:gsub(',', '.')))
  return value and ('\\hspace{%.4gem}'):format(value * UNITS[measure] / 100)
end

local braced = P{'{' * ((1 - S'{}\\') + '\\' * P(1) + lpeg.V(1))^0 * '}'}
local texts = any{
  'mbox', 'text', 'textrm', 'textbf', 'textit', 'textsf', 'texttt', 'textup', 'textnormal',
  'tag*', 'tag', 'label', 'operatorname*', 'operatorname', 'color', 'unicode',
}
local delimiter = space * ('\\' * letter^1 + '\\' * P(1) + P(1))
local name = space * '{' * C((1 - P'}')^1) * '}'

local function environment(begin)
  return function(is) return begin .. '{' .. (ENVIRONMENTS[is] or is) .. '}' end
end

local TOKEN = '%' * (1 - P'\n')^0 * (P'\n' * S' \t'^0)^-1
  + any{'hskip', 'kern', 'mkern', 'mskip'} * space * dimension * stretched / skip
  + any{'smash'} * (space * '[' * S'tb' * ']')^-1 / ''
  + P'\\hspace' * P'*'^-1 * space * '{' * space * dimension * stretched * space * '}' / skip
  + any{'hbox', 'textup', 'textnormal'} * space * C(braced)
    / function(text) return '\\text' .. text end
  + C(texts * space * braced)
  + C(any{'left'} * delimiter) / table_of'open' + C(any{'right'} * delimiter) / table_of'close'
  + (P'\\begin' * name / environment'\\begin') * (space * '[' * S'tcb' * ']')^-1 / table_of'open'
  + (P'\\end' * name / environment'\\end') / table_of'close'
  + C'{' / table_of'open' + C'}' / table_of'close'
  + P'\\cr' * -letter / '\\\\' / table_of'border' + C(P'\\\\' + '&') / table_of'border'
  + C('\\' * C(letter^1)) / table_of'command'
  + C('\\' * P(1)) + P'\\' / ''
  + C(1)

local TOKENS = Ct(TOKEN^0) * -1

-- The tokens as a tree: what stands between an opening one and its closing one is a table of
-- them. Nothing where one of them is missing.
local function tree(tokens)
  local scopes = {{}}
  for _, token in ipairs(tokens) do
    local scope = scopes[#scopes]
    if token.open then
      scopes[#scopes + 1] = {before = token.text}
    elseif token.close then
      if #scopes == 1 then return nil end
      scope.behind = token.text
      scopes[#scopes] = nil
      table.insert(scopes[#scopes], scope)
    else
      scope[#scope + 1] = token
    end
  end
  return #scopes == 1 and scopes[1] or nil
end

-- -- writing --------------------------------------------------------------------------------

local content

local function is_blank(item) return type(item) == 'string' and item:find('^%s*$') ~= nil end

local function text_of(item)
  if type(item) == 'string' then return item end
  return item.text or item.before .. content(item) .. item.behind
end

-- The number of the first command of this name behind another item, or of the last item.
local function behind(items, at, last, command)
  repeat at = at + 1 until at >= last or items[at].command == command
  return at
end

-- The number of the next item that isn't a space.
local function following(items, at)
  repeat at = at + 1 until not is_blank(items[at])
  return at
end

local series

-- What a command says together with what it takes, and the number of the last item of that.
local function said(items, at, last)
  local command = items[at].command
  local size, relation = command:match('^([bB]igg?)([lmr]?)$')
  if size then
    local next = following(items, at)
    local sized = items[next] or ''
    local delimiter = sized.before and content(sized) or text_of(sized)
    if relation == 'm' then return '\\mathrel{\\' .. size .. delimiter .. '}', next end
    return '\\' .. command .. delimiter, next
  elseif TABLES[command] then
    local next = following(items, at)
    local rows = items[next]
    if rows and rows.before == '{' then
      local kind = '{' .. TABLES[command] .. '}'
      return '\\begin' .. kind .. content(rows) .. '\\end' .. kind, next
    end
  elseif command == 'root' then
    local of = behind(items, at, last, 'of')
    return '\\sqrt[' .. series(items, at + 1, of - 1) .. ']', of
  elseif command == 'buildrel' then
    local over = behind(items, at, last, 'over')
    return '\\overset{' .. series(items, at + 1, over - 1) .. '}', over
  end
  return SAME[command] or items[at].text, at
end

-- Items of a cell, from one number to another.
function series(items, first, last)
  local out, at = {}, first
  while at <= last do
    local command = items[at].command
    if FONTS[command] then
      out[#out + 1] = FONTS[command] .. series(items, at + 1, last) .. '}'
      break
    elseif command then
      out[#out + 1], at = said(items, at, last)
    else
      out[#out + 1] = text_of(items[at])
    end
    at = at + 1
  end
  return table.concat(out)
end

local function cell(items)
  local built = false
  for at, item in ipairs(items) do
    local fraction = FRACTIONS[item.command]
    if fraction and not built then
      return fraction[1] .. series(items, 1, at - 1) .. fraction[2]
        .. series(items, at + 1, #items) .. fraction[3]
    end
    built = item.command == 'buildrel' or built and not fraction
  end
  return series(items, 1, #items)
end

function content(scope)
  local out, items = {}, {}
  for _, item in ipairs(scope) do
    if item.border then
      out[#out + 1] = cell(items) .. item.text
      items = {}
    else
      items[#items + 1] = item
    end
  end
  return table.concat(out) .. cell(items)
end

local function rewritten(tex)
  local whole = tree(TOKENS:match(tex))
  if not whole then return tex end
  while #whole > 0 and (whole[#whole].border or is_blank(whole[#whole])) do whole[#whole] = nil end
  for _, item in ipairs(whole) do
    if item.border == '\\\\' then
      return '\\begin{gathered}' .. content(whole) .. '\\end{gathered}'
    end
  end
  return content(whole)
end

-- A formula as LaTeX; as it is where it is no formula, or one beyond reason.
return function(tex)
  if #tex > LONGEST then return tex end
  local ok, latex = pcall(rewritten, tex)
  return ok and latex or tex
end
