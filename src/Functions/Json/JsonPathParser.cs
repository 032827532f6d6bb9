using System.Globalization;
using System.Text;

namespace StreamSql.Functions.Json;

/// <summary>Reads paths in the notation of JsonPath: <c>lax $.a['b'][0][-1][1:3][*]..c[?(@.d > 1)]</c>.</summary>
internal ref struct JsonPathParser
{
    private readonly string _text;
    private readonly string _function;
    private int _at;

    private JsonPathParser(string text, string function)
    {
        _text = text;
        _function = function;
    }

    /// <param name="function">Whom to name in an error.</param>
    /// <exception cref="Core.Diagnostics.SqlException">The text is no path.</exception>
    public static JsonPath Parse(string text, string function)
    {
        var parser = new JsonPathParser(text, function);
        parser.SkipBlanks();
        var isLax = parser.TakeMode("lax");
        if (!isLax)
            parser.TakeMode("strict");
        parser.SkipBlanks();
        if (!parser.Take('$'))
            throw parser.Wrong();
        var steps = parser.Steps();
        parser.SkipBlanks();
        return parser._at == text.Length ? new JsonPath(isLax, steps, text) : throw parser.Wrong();
    }

    private bool TakeMode(string word)
    {
        var rest = _text.AsSpan(_at);
        if (rest.Length <= word.Length || !rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) || !char.IsWhiteSpace(rest[word.Length]))
            return false;
        _at += word.Length;
        return true;
    }

    private List<JsonStep> Steps()
    {
        List<JsonStep> steps = [];
        while (_at < _text.Length && Peek() is '.' or '[')
        {
            var isDeep = false;
            if (Take('.'))
                isDeep = Take('.');
            if (Take('['))
                steps.Add(Bracket(isDeep));
            else
                steps.Add(Take('*') ? new JsonStep.All(isDeep) : new JsonStep.Member(Encoding.UTF8.GetBytes(Name()), isDeep));
        }

        return steps;
    }

    private string Name()
    {
        var start = _at;
        while (_at < _text.Length && !(char.IsWhiteSpace(Peek()) || ".[]()=!<>&|,".Contains(Peek(), StringComparison.Ordinal)))
            _at++;
        return _at > start ? _text[start.._at] : throw Wrong();
    }

    private JsonStep Bracket(bool isDeep)
    {
        SkipBlanks();
        JsonStep step = Peek() switch
        {
            '*' => new JsonStep.All(isDeep),
            '\'' or '"' => new JsonStep.Member(Encoding.UTF8.GetBytes(Quoted()), isDeep),
            '?' => new JsonStep.Where(Filter(), isDeep),
            _ => Numbers(isDeep),
        };
        if (step is JsonStep.All)
            _at++;
        SkipBlanks();
        return Take(']') ? step : throw Wrong();
    }

    private JsonStep Numbers(bool isDeep)
    {
        var first = Integer();
        SkipBlanks();
        if (Take(':'))
        {
            SkipBlanks();
            return new JsonStep.Slice(first, Integer(), isDeep);
        }

        List<int> indexes = [first ?? throw Wrong()];
        while (Take(','))
        {
            SkipBlanks();
            indexes.Add(Integer() ?? throw Wrong());
            SkipBlanks();
        }

        return new JsonStep.Items([.. indexes], isDeep);
    }

    private int? Integer()
    {
        var start = _at;
        if (_at < _text.Length && Peek() == '-')
            _at++;
        while (_at < _text.Length && char.IsAsciiDigit(Peek()))
            _at++;
        if (_at == start)
            return null;
        return int.TryParse(_text.AsSpan(start, _at - start), CultureInfo.InvariantCulture, out var value) ? value : throw Wrong();
    }

    private string Quoted()
    {
        var quote = Peek();
        var text = new StringBuilder();
        for (_at++; _at < _text.Length && Peek() != quote; _at++)
        {
            if (Peek() == '\\' && _at + 1 < _text.Length)
                _at++;
            text.Append(Peek());
        }

        return Take(quote) ? text.ToString() : throw Wrong();
    }

    private JsonCondition Filter()
    {
        _at++;
        SkipBlanks();
        if (!Take('('))
            throw Wrong();
        var condition = Either();
        SkipBlanks();
        return Take(')') ? condition : throw Wrong();
    }

    private JsonCondition Either()
    {
        var condition = Both();
        while (TakeWord("||"))
            condition = new JsonCondition.Or(condition, Both());
        return condition;
    }

    private JsonCondition Both()
    {
        var condition = Single();
        while (TakeWord("&&"))
            condition = new JsonCondition.And(condition, Single());
        return condition;
    }

    private JsonCondition Single()
    {
        SkipBlanks();
        if (_at < _text.Length && Peek() == '!' && !_text.AsSpan(_at).StartsWith("!="))
        {
            _at++;
            return new JsonCondition.Not(Single());
        }

        if (Take('('))
        {
            var inner = Either();
            SkipBlanks();
            return Take(')') ? inner : throw Wrong();
        }

        var left = Operand();
        foreach (var comparison in (ReadOnlySpan<string>)["==", "!=", "<=", ">=", "<", ">"])
        {
            if (TakeWord(comparison))
                return new JsonCondition.Compare(left, comparison, Operand());
        }

        return left is JsonOperand.Path path ? new JsonCondition.Exists(path) : throw Wrong();
    }

    private JsonOperand Operand()
    {
        SkipBlanks();
        if (_at == _text.Length)
            throw Wrong();
        if (Peek() is '@' or '$')
        {
            var fromRoot = Peek() == '$';
            _at++;
            return new JsonOperand.Path(fromRoot, Steps());
        }

        if (Peek() is '\'' or '"')
            return new JsonOperand.Constant(JsonKind.Text, Encoding.UTF8.GetBytes(Quoted()));
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '-' or '+' or '.'))
            _at++;
        var word = _text[start.._at];
        var kind = word switch
        {
            "true" => JsonKind.True,
            "false" => JsonKind.False,
            "null" => JsonKind.Null,
            _ => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? JsonKind.Number : throw Wrong(),
        };
        return new JsonOperand.Constant(kind, Encoding.ASCII.GetBytes(word));
    }

    private bool TakeWord(string word)
    {
        SkipBlanks();
        if (!_text.AsSpan(_at).StartsWith(word))
            return false;
        _at += word.Length;
        return true;
    }

    private bool Take(char c)
    {
        if (_at == _text.Length || Peek() != c)
            return false;
        _at++;
        return true;
    }

    private readonly char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(Peek()))
            _at++;
    }

    private readonly Exception Wrong() => FunctionErrors.InvalidArgument(
        _function,
        _at < _text.Length ? $"the path '{_text}' has '{_text[_at..]}', which is not supported there" : $"the path '{_text}' ends too early",
        "a path is like $.orders[0]['item name']");
}
