using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeNoc.Agent.Enrolment;

namespace EdgeNoc.Tests.Enrolment;

/// <summary>Whose certificate is taken by a machine whose clock says nothing.</summary>
public sealed class CollectorTrustTests
{
    private static readonly DateTimeOffset In1970 = DateTimeOffset.UnixEpoch.AddMinutes(1);

    [Theory]
    [InlineData("in 1970, before anything began", "1970-01-01", "2026-01-01", "2026-06-01", "2027-06-01", null)]
    [InlineData("by a right clock", "2026-11-20", "2026-01-01", "2026-06-01", "2027-06-01", null)]
    [InlineData("at the last shutdown, before the certificate was exchanged", "2026-05-20", "2026-01-01", "2026-06-01", "2027-06-01", null)]
    [InlineData("after it ended", "2027-06-02", "2026-01-01", "2026-06-01", "2027-06-01", "its certificate or its authority's ended on 2027-06-01, and it is at least 2027-06-02")]
    [InlineData("in 1970, but the authority began after it ended", "1970-01-01", "2026-01-01", "2024-06-01", "2025-06-01", "its certificate or its authority's ended on 2025-06-01, and it is at least 2026-01-01")]
    public void Of_the_dates_the_end_counts_against_the_time_that_is_known(string when, string known, string authoritySince, string since, string until, string? problem)
    {
        using var office = new Authority(Day(authoritySince));
        using var server = office.Sign(Day(since), Day(until));
        Assert.Equal((when, problem), (when, CollectorTrust.Problem(office.Certificate, server, SslPolicyErrors.RemoteCertificateChainErrors, Day(known))));
    }

    [Fact]
    public void Another_authority_another_name_and_nothing_at_all_are_refused_whatever_the_dates()
    {
        using var office = new Authority(Day("2026-01-01"));
        using var other = new Authority(Day("2026-01-01"));
        using var server = office.Sign(Day("2026-06-01"), Day("2027-06-01"));
        Assert.Equal("its certificate is not from the authority of this claim", CollectorTrust.Problem(other.Certificate, server, SslPolicyErrors.None, In1970));
        Assert.Equal("its certificate is for another name", CollectorTrust.Problem(office.Certificate, server, SslPolicyErrors.RemoteCertificateNameMismatch, In1970));
        Assert.Equal("it shows no certificate", CollectorTrust.Problem(office.Certificate, null, SslPolicyErrors.RemoteCertificateNotAvailable, In1970));
    }

    private static DateTimeOffset Day(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private sealed class Authority : IDisposable
    {
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public Authority(DateTimeOffset since)
        {
            var request = new CertificateRequest("CN=an office", _key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
            Certificate = request.CreateSelfSigned(since, since.AddYears(20));
        }

        public X509Certificate2 Certificate { get; }

        /// <summary>Also one that ended before the authority began, as its key may have signed under an older certificate.</summary>
        public X509Certificate2 Sign(DateTimeOffset since, DateTimeOffset until)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            return request.Create(Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), since, until, [1, 2, 3]);
        }

        public void Dispose()
        {
            Certificate.Dispose();
            _key.Dispose();
        }
    }
}
