using System.Collections.Frozen;
using StreamSql.Core.Types;
using StreamSql.Parser.Generated;

namespace StreamSql.Parser;

/// <summary>Which words are keywords, and which of those cannot be names.</summary>
/// <remarks>The grammar names a keyword in the lexer's list of tokens, and in its rule <c>nonReserved</c> if <see cref="ReservedWords"/>
/// leaves it free to be a name as well. Words that it uses only as one of many (types, functions) are listed here by their group.</remarks>
internal static class Keywords
{
    private const string SimpleTypes = "BOOLEAN TINYINT SMALLINT INT INTEGER BIGINT FLOAT REAL STRING BYTES";

    private const string SizedTypes = "VARCHAR VARBINARY";

    private const string DecimalTypes = "DECIMAL DEC NUMERIC";

    private const string TimeUnits = """
        QUARTER WEEK MILLISECOND MICROSECOND NANOSECOND MILLENNIUM CENTURY DECADE EPOCH DOY DOW ISODOW ISOYEAR
        YEARS QUARTERS MONTHS WEEKS DAYS HOURS MINUTES SECONDS
        SQL_TSI_YEAR SQL_TSI_QUARTER SQL_TSI_MONTH SQL_TSI_WEEK SQL_TSI_DAY SQL_TSI_HOUR SQL_TSI_MINUTE SQL_TSI_SECOND SQL_TSI_MICROSECOND
        """;

    /// <summary>Functions that are written without parentheses.</summary>
    private const string ContextFunctions = """
        CURRENT_CATALOG CURRENT_DATE CURRENT_DEFAULT_TRANSFORM_GROUP CURRENT_PATH CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME
        CURRENT_TIMESTAMP CURRENT_USER LOCALTIME LOCALTIMESTAMP SESSION_USER SYSTEM_USER
        """;

    /// <summary>Words that are a function's name before a parenthesis and nothing anywhere else.</summary>
    private const string ReservedFunctions = """
        ABS AVG CARDINALITY CHARACTER_LENGTH CHAR_LENGTH CLASSIFIER COALESCE COLLECT CONVERT CORR COUNT COVAR_POP COVAR_SAMP CUME_DIST
        DENSE_RANK ELEMENT EVERY EXP FIRST_VALUE FUSION INTERSECTION LAG LAST_VALUE LEAD LN LOWER MATCH_NUMBER MAX MIN MOD NTH_VALUE NTILE
        NULLIF OCTET_LENGTH PERCENTILE_CONT PERCENTILE_DISC PERCENT_RANK POWER PREV RANK REGR_AVGX REGR_AVGY REGR_COUNT REGR_INTERCEPT
        REGR_R2 REGR_SLOPE REGR_SXX REGR_SXY REGR_SYY ROW_NUMBER SQRT STDDEV_POP STDDEV_SAMP SUM TRANSLATE UPPER VAR_POP VAR_SAMP
        """;

    // Not a frozen dictionary: to make one takes longer than to parse a script.
    private static readonly Dictionary<string, int> Types = Table();

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> TypesBySpan =
        Types.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The type of the token that an unquoted word is.</summary>
    public static int TypeOf(ReadOnlySpan<char> word) => TypesBySpan.TryGetValue(word, out var type) ? type : StreamSqlLexer.IDENTIFIER;

    /// <summary>Whether a token of this type is a word, keyword or not, without quotes.</summary>
    public static bool IsWord(int type) => type is (>= 1 and <= StreamSqlLexer.RESERVED_WORD) or StreamSqlLexer.IDENTIFIER;

    /// <summary>The word of a token type, or <see langword="null"/> if it stands for several or for none.</summary>
    public static string? WordOf(int type) =>
        type is >= 1 and < StreamSqlLexer.SIMPLE_TYPE ? StreamSqlLexer.DefaultVocabulary.GetSymbolicName(type).TrimEnd('_') : null;

    /// <summary>The words of one group of token types.</summary>
    public static IEnumerable<string> WordsOf(int type) => Types.Where(t => t.Value == type).Select(t => t.Key);

    /// <summary>Whether a keyword of this type can be a name.</summary>
    public static bool IsNonReserved(int type) => NonReserved.Types.Contains(type);

    private static Dictionary<string, int> Table()
    {
        var types = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var type = 1; type < StreamSqlLexer.SIMPLE_TYPE; type++)
            types.Add(WordOf(type)!, type);
        Add(SimpleTypes, StreamSqlLexer.SIMPLE_TYPE);
        Add(SizedTypes, StreamSqlLexer.SIZED_TYPE);
        Add(DecimalTypes, StreamSqlLexer.DECIMAL_TYPE);
        Add(TimeUnits, StreamSqlLexer.TIME_UNIT);
        Add(ContextFunctions, StreamSqlLexer.CONTEXT_FUNCTION);
        Add(ReservedFunctions, StreamSqlLexer.RESERVED_FUNCTION);
        foreach (var word in ReservedWords.All)
            types.TryAdd(word, StreamSqlLexer.RESERVED_WORD);
        return types;

        void Add(string words, int type)
        {
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                types.Add(word, type);
        }
    }

    /// <summary>The grammar's own rule, which only errors need.</summary>
    private static class NonReserved
    {
        public static readonly FrozenSet<int> Types = StreamSqlParser._ATN
            .NextTokens(StreamSqlParser._ATN.ruleToStartState[StreamSqlParser.RULE_nonReserved]).ToArray().ToFrozenSet();
    }
}
