using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;

namespace StreamSql.Connectors.Socket;

/// <summary>What can be wrong with what a socket sends: SS5130.</summary>
internal static class SocketErrors
{
    public static SqlException RecordTooLong(string peer, int limit) => new(
        new Diagnostic("SS5130", "54000", $"'{peer}' sent more than {limit} bytes without a delimiter", TextSpan.None)
        {
            Hint = "set 'byte-delimiter' to the byte that ends its records",
        });
}
