using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sse.Tests;

/// <summary>A certificate that signs itself, of a server that only its test trusts.</summary>
internal static class TestCertificate
{
    public const string Subject = "CN=localhost";

    public static X509Certificate2 Create()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }
}
