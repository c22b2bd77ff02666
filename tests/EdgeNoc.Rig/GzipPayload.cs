using System.IO.Compression;
using System.Text;

namespace EdgeNoc.Rig;

/// <summary>Payloads packed as agents pack them.</summary>
public static class GzipPayload
{
    public static byte[] Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static byte[] Of(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
