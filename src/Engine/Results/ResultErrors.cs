using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Core.Types;

namespace StreamSql.Engine.Results;

/// <summary>What can be wrong with values on their way to a program: SS5601 to SS5699.</summary>
internal static class ResultErrors
{
    public static SqlException OutsideOfCalendar(SqlType type) => new(
        new Diagnostic("SS5601", "22008", $"a {type.Name} of the result is not between the years 1 and 9999, as .NET's types of time are", TextSpan.None)
        {
            Hint = "read the result as Arrow batches or as text, or CAST it to STRING",
        });
}
