using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FeatureFlag.WebApi.Tests.Auth;

/// <summary>Makes tokens as an attacker would: by hand.</summary>
internal static class Jwt
{
    public static string Make(object header, object payload, string secret, bool sha512 = false)
    {
        var signed = $"{Part(JsonSerializer.Serialize(header))}.{Part(JsonSerializer.Serialize(payload))}";
        var (key, data) = (Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed));
        return $"{signed}.{Base64Url.EncodeToString(sha512 ? HMACSHA512.HashData(key, data) : HMACSHA256.HashData(key, data))}";
    }

    public static string Unsigned(string algorithm, object payload) => $"{Part($"{{\"alg\":\"{algorithm}\",\"typ\":\"JWT\"}}")}.{Part(JsonSerializer.Serialize(payload))}.";

    public static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    public static string PayloadOf(string token) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1]));

    public static string HeaderOf(string token) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[0]));
}
