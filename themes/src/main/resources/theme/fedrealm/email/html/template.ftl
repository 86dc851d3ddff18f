<#-- Overrides html/template.ftl of base, Keycloak 26.7.3: the frame around every mail. No picture, so nothing is fetched when it is read. -->
<#macro emailLayout>
<!DOCTYPE html>
<html lang="${locale.language}" dir="${(ltr)?then('ltr','rtl')}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${subject!realmName}</title>
  <style>
    :root { color-scheme: light dark; }
    body { margin: 0; padding: 24px 12px; background: #eef3f4; color: #14272b; font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
    .card { max-width: 560px; margin: 0 auto; background: #ffffff; border: 1px solid #cfdadc; border-top: 4px solid #0b6464; border-radius: 10px; }
    .from { margin: 0; padding: 20px 28px 0; font-weight: 600; }
    .text { padding: 4px 28px 12px; overflow-wrap: anywhere; }
    .foot { padding: 14px 28px 18px; border-top: 1px solid #cfdadc; color: #4b5f64; font-size: 14px; }
    a { color: #0b6464; }
    @media (prefers-color-scheme: dark) {
      body { background: #10191b; color: #e4ecee; }
      .card { background: #192427; border-color: #35474b; border-top-color: #6fd0cd; }
      .foot { border-color: #35474b; color: #a9babd; }
      a { color: #6fd0cd; }
    }
  </style>
</head>
<body>
  <div class="card" role="article" aria-label="${subject!realmName}">
    <h1 class="from" style="font-size: 18px">${realmName}</h1>
    <div class="text">
      <#nested>
    </div>
    <div class="foot">${kcSanitize(msg("flMailFooter", realmName))?no_esc}</div>
  </div>
</body>
</html>
</#macro>
