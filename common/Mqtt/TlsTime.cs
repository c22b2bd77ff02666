using System.Runtime.InteropServices;

namespace EdgeNoc.Common.Mqtt;

/// <summary>Has OpenSSL check certificates at a given time: a Raspberry Pi without a clock battery starts in 1970, when no certificate is valid yet.</summary>
internal static partial class TlsTime
{
    private const string Ssl = "libssl.so.3", Crypto = "libcrypto.so.3";

    /// <summary>From the next connection on; the client takes a context of its own, set up as it would do itself. False: not with this OpenSSL.</summary>
    public static bool CheckAt(MosquittoHandle handle, DateTimeOffset time)
    {
        nint context = 0;
        try
        {
            context = SSL_CTX_new(TLS_client_method());
            if (context == 0) return false;
            X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(context), (nint)time.ToUnixTimeSeconds());
            return LibMosquitto.VoidOption(handle, LibMosquitto.OptionSslContext, context) == LibMosquitto.Success
                && LibMosquitto.IntOption(handle, LibMosquitto.OptionSslContextWithDefaults, 1) == LibMosquitto.Success;
        }
        catch (Exception problem) when (problem is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
        finally
        {
            // The client holds a reference of its own.
            if (context != 0) SSL_CTX_free(context);
        }
    }

    [LibraryImport(Ssl)]
    private static partial nint TLS_client_method();

    [LibraryImport(Ssl)]
    private static partial nint SSL_CTX_new(nint method);

    [LibraryImport(Ssl)]
    private static partial void SSL_CTX_free(nint context);

    [LibraryImport(Ssl)]
    private static partial nint SSL_CTX_get0_param(nint context);

    [LibraryImport(Crypto)]
    private static partial void X509_VERIFY_PARAM_set_time(nint parameters, nint time);
}
