namespace StreamSql.Parser.Ast;

/// <summary>Functions whose arguments SQL writes with keywords, and the ordinary calls that they are in the tree.</summary>
/// <remarks>
/// Every optional clause is filled in with Flink's default, so that each function has one shape. Names are in upper case;
/// <c>unit</c> is an <see cref="Expression.UnitArgument"/>, <c>‹A|B›</c> an <see cref="Expression.Symbol"/> of those, the default first.
/// <list type="table">
/// <listheader><term>SQL</term><description>call</description></listheader>
/// <item><term><c>TRIM([where] [chars] [FROM] text)</c></term><description>TRIM(‹BOTH|LEADING|TRAILING›, chars, text); chars is <c>' '</c></description></item>
/// <item><term><c>SUBSTRING(text FROM start [FOR length])</c></term><description>SUBSTRING(text, start[, length])</description></item>
/// <item><term><c>POSITION(part IN text [FROM start])</c></term><description>POSITION(part, text[, start])</description></item>
/// <item><term><c>OVERLAY(text PLACING part FROM start [FOR length])</c></term><description>OVERLAY(text, part, start[, length])</description></item>
/// <item><term><c>EXTRACT(unit FROM time)</c></term><description>EXTRACT(unit, time)</description></item>
/// <item><term><c>FLOOR(time TO unit)</c>, <c>CEIL(time TO unit)</c></term><description>FLOOR(time, unit), CEIL(time, unit); CEILING is CEIL</description></item>
/// <item><term><c>TIMESTAMPADD(unit, count, time)</c>, <c>TIMESTAMPDIFF(unit, from, to)</c></term><description>the same</description></item>
/// <item><term><c>CURRENT_TIMESTAMP</c>, <c>CURRENT_DATE</c>, <c>LOCALTIME</c>, …</term><description>a call without arguments; <c>CURRENT_TIMESTAMP(3)</c> has one</description></item>
/// <item><term><c>JSON_EXISTS(json, path [x ON ERROR])</c></term><description>JSON_EXISTS(json, path, ‹FALSE|TRUE|UNKNOWN|ERROR›)</description></item>
/// <item><term><c>JSON_VALUE(json, path [RETURNING type] [x ON EMPTY] [x ON ERROR])</c></term><description>JSON_VALUE(json, path, type, empty, emptyDefault,
/// error, errorDefault): type is a <see cref="Expression.TypeArgument"/> (STRING), empty and error are ‹NULL|ERROR|DEFAULT›, the defaults NULL</description></item>
/// <item><term><c>JSON_QUERY(json, path [RETURNING type] [wrapper] [x ON EMPTY] [x ON ERROR])</c></term><description>JSON_QUERY(json, path, type,
/// ‹WITHOUT|CONDITIONAL|UNCONDITIONAL›, empty, error), the last two ‹NULL|ERROR|EMPTY ARRAY|EMPTY OBJECT›</description></item>
/// <item><term><c>JSON_OBJECT(KEY k VALUE v, … [x ON NULL])</c></term><description>JSON_OBJECT(‹NULL|ABSENT›, k, v, …)</description></item>
/// <item><term><c>JSON_ARRAY(v, … [x ON NULL])</c></term><description>JSON_ARRAY(‹ABSENT|NULL›, v, …)</description></item>
/// <item><term><c>JSON_OBJECTAGG(KEY k VALUE v [x ON NULL])</c></term><description>JSON_OBJECTAGG(‹NULL|ABSENT›, k, v)</description></item>
/// <item><term><c>JSON_ARRAYAGG(v [ORDER BY …] [x ON NULL])</c></term><description>JSON_ARRAYAGG(‹ABSENT|NULL›, v)</description></item>
/// <item><term><c>(a, b) OVERLAPS (c, d)</c></term><description>OVERLAPS(ROW(a, b), ROW(c, d)); so do CONTAINS, EQUALS, PRECEDES, SUCCEEDS,
/// IMMEDIATELY PRECEDES, IMMEDIATELY SUCCEEDS</description></item>
/// <item><term><c>a MULTISET UNION [ALL|DISTINCT] b</c></term><description>MULTISET UNION(‹ALL|DISTINCT›, a, b); so do MULTISET EXCEPT and MULTISET INTERSECT</description></item>
/// <item><term><c>a MEMBER OF b</c>, <c>a SUBMULTISET OF b</c></term><description>MEMBER OF(a, b), SUBMULTISET OF(a, b)</description></item>
/// <item><term><c>FINAL f(x)</c>, <c>RUNNING f(x)</c> in MATCH_RECOGNIZE</term><description>FINAL(f(x)), RUNNING(f(x))</description></item>
/// <item><term><c>x FORMAT JSON</c> as the value of an entry</term><description>JSON(x)</description></item>
/// </list>
/// </remarks>
public static class SpecialFunctions
{
    public const string Trim = "TRIM";
    public const string Substring = "SUBSTRING";
    public const string Position = "POSITION";
    public const string Overlay = "OVERLAY";
    public const string Extract = "EXTRACT";
    public const string Floor = "FLOOR";
    public const string Ceil = "CEIL";
    public const string TimestampAdd = "TIMESTAMPADD";
    public const string TimestampDiff = "TIMESTAMPDIFF";
    public const string JsonExists = "JSON_EXISTS";
    public const string JsonValue = "JSON_VALUE";
    public const string JsonQuery = "JSON_QUERY";
    public const string JsonObject = "JSON_OBJECT";
    public const string JsonArray = "JSON_ARRAY";
    public const string JsonObjectAgg = "JSON_OBJECTAGG";
    public const string JsonArrayAgg = "JSON_ARRAYAGG";
    public const string MemberOf = "MEMBER OF";
    public const string SubmultisetOf = "SUBMULTISET OF";
}
