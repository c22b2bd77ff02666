using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeNoc.Rig;

/// <summary>A certificate authority of a test's own and a server certificate for <c>localhost</c>, 127.0.0.1 and what else is named, in PEM files.</summary>
public sealed record TestCertificates(string CaFile, string CertificateFile, string KeyFile)
{
    /// <param name="directory">Where the files go.</param>
    /// <param name="name">What they begin with.</param>
    /// <param name="since">From when on they are good; a day ago by default.</param>
    /// <param name="addresses">The server's own beside loopback.</param>
    public static TestCertificates Create(string directory, string name, DateTimeOffset? since = null, params IEnumerable<IPAddress> addresses)
    {
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var caRequest = new CertificateRequest($"CN=EdgeNoc test CA {name}", caKey, HashAlgorithmName.SHA256);
        caRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var (from, until) = (since ?? DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        using var ca = caRequest.CreateSelfSigned(from, until);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        foreach (var address in addresses) names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var server = request.Create(ca, from, until, RandomNumberGenerator.GetBytes(8));

        return new(
            Write($"{name}-ca.pem", ca.ExportCertificatePem()),
            Write($"{name}-server.pem", server.ExportCertificatePem()),
            Write($"{name}-server.key", key.ExportPkcs8PrivateKeyPem()));

        string Write(string file, string pem)
        {
            var path = Path.Combine(directory, file);
            File.WriteAllText(path, pem + "\n");
            return path;
        }
    }
}
