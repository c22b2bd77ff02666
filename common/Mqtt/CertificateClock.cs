using System.Net;
using System.Runtime.InteropServices;

namespace EdgeNoc.Common.Mqtt;

/// <summary>Has OpenSSL check a broker's certificate at a given time: a Raspberry Pi without a battery for its clock wakes up in 1970 or at its last shutdown, when no certificate is valid yet.</summary>
/// <remarks>
/// The context is whole, for what libmosquitto 2.0 adds to one of ours it adds wrongly: its check of the name fails in a process that never made a context of its own. One for all
/// connections of a session: the library takes a reference with each attempt and gives it back only where that got as far as TLS.
/// </remarks>
internal sealed partial class CertificateClock : SafeHandle
{
    // Those that Debian's libmosquitto is linked with.
    private const string Ssl = "libssl.so.3", Crypto = "libcrypto.so.3";
    private const int VerifyPeer = 1, SetMinimalVersion = 123, Tls12 = 0x0303, Good = 1;

    public CertificateClock()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>For its next connection: TLS 1.2 or newer, a certificate of that authority and for that name, good at that time.</summary>
    /// <returns>Null, or what cannot be done.</returns>
    public string? Use(MosquittoHandle client, DateTimeOffset time, string? caFile, string host)
    {
        try
        {
            if (IsInvalid && !TryMake(caFile)) return $"the CA certificates ({caFile ?? "the system's"}) cannot be read";
            var parameters = SSL_CTX_get0_param(this);
            X509_VERIFY_PARAM_set_time(parameters, (nint)time.ToUnixTimeSeconds());
            if (!TrySetName(parameters, host)) return $"{host} can be no certificate's name";
            return LibMosquitto.IntOption(client, LibMosquitto.OptionSslContextWithDefaults, 0) == LibMosquitto.Success
                && LibMosquitto.VoidOption(client, LibMosquitto.OptionSslContext, this) == LibMosquitto.Success ? null : "this libmosquitto takes no context of ours";
        }
        catch (Exception problem) when (problem is DllNotFoundException or EntryPointNotFoundException)
        {
            return $"certificates can be checked at another time than the clock's only with OpenSSL 3 ({problem.Message})";
        }
    }

    protected override bool ReleaseHandle()
    {
        SSL_CTX_free(handle);
        return true;
    }

    private bool TryMake(string? caFile)
    {
        var context = SSL_CTX_new(TLS_client_method());
        if (context == 0) return false;
        SSL_CTX_set_verify(context, VerifyPeer, 0);
        if (SSL_CTX_ctrl(context, SetMinimalVersion, Tls12, 0) == Good && (caFile is null ? SSL_CTX_set_default_verify_paths(context) : SSL_CTX_load_verify_file(context, caFile)) == Good)
        {
            SetHandle(context);
            return true;
        }

        SSL_CTX_free(context);
        return false;
    }

    // Of several brokers one may be an address and the next a name: what is not asked for must not be left from before.
    private static bool TrySetName(nint parameters, string host)
    {
        var isAddress = IPAddress.TryParse(host, out var address);
        var bytes = address?.GetAddressBytes();
        return X509_VERIFY_PARAM_set1_host(parameters, isAddress ? null : host, 0) == Good && X509_VERIFY_PARAM_set1_ip(parameters, bytes, (nuint)(bytes?.Length ?? 0)) == Good;
    }

    [LibraryImport(Ssl)]
    private static partial nint TLS_client_method();

    [LibraryImport(Ssl)]
    private static partial nint SSL_CTX_new(nint method);

    [LibraryImport(Ssl)]
    private static partial void SSL_CTX_free(nint context);

    [LibraryImport(Ssl)]
    private static partial void SSL_CTX_set_verify(nint context, int mode, nint callback);

    [LibraryImport(Ssl)]
    private static partial nint SSL_CTX_ctrl(nint context, int command, nint value, nint more);

    [LibraryImport(Ssl, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SSL_CTX_load_verify_file(nint context, string file);

    [LibraryImport(Ssl)]
    private static partial int SSL_CTX_set_default_verify_paths(nint context);

    [LibraryImport(Ssl)]
    private static partial nint SSL_CTX_get0_param(CertificateClock context);

    [LibraryImport(Crypto)]
    private static partial void X509_VERIFY_PARAM_set_time(nint parameters, nint time);

    [LibraryImport(Crypto, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int X509_VERIFY_PARAM_set1_host(nint parameters, string? name, nuint length);

    [LibraryImport(Crypto)]
    private static partial int X509_VERIFY_PARAM_set1_ip(nint parameters, byte[]? address, nuint length);
}
