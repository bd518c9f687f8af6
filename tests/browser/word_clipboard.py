"""What Word puts on the clipboard: marked-up text, and its pictures as rich text format."""

from tests.publications.factories import picture_file

# As Word 2016 puts it on the clipboard, shortened: conditional comments, classes, a list made of
# paragraphs, a table with widths, and a picture that lies on the disk of the sender.
FROM_WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-family:"Times New Roman",serif;} --></style></head>
<body lang=RU style='tab-interval:35.4pt'><!--StartFragment-->
<h2 style='margin-top:12pt'><span style='font-family:Arial;color:#1F3864'>Бағдарлама<o:p></o:p>\
</span></h2>
<p class=MsoNormal style='margin-bottom:0cm;line-height:normal'><b style='mso-bidi-font-weight:\
normal'><span lang=KK style='font-size:14.0pt;color:red;mso-ansi-language:KK'>Қысқы мектеп\
</span></b><span style='font-size:14.0pt'> өтті.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>\
<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span \
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>Дәріс<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>\
<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span \
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>Тренинг<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'><tr>
<td width=208 style='width:155.8pt;border:solid windowtext 1.0pt'><p class=MsoNormal>Ұйым\
<o:p></o:p></p></td><td width=208><p class=MsoNormal>12<o:p></o:p></p></td></tr></table>
<p class=MsoNormal><a href="https://example.org/law"><span style='color:blue'>Заң</span></a></p>
<p class=MsoNormal><img width=300 height=200 src="file:///C:/Temp/msohtmlclip1/01/clip_image002.\
jpg" v:shapes="Picture_1"><o:p></o:p></p>
<!--EndFragment--></body></html>"""


def rich_text_format():
    hexadecimal = picture_file(300, 200, image_format="PNG").read().hex()
    return (
        r"{\rtf1\ansi{\*\shppict{\pict{\*\picprop}\picw7938\pich5292\picwgoal4500\pichgoal3000"
        rf"\pngblip\bliptag1 {hexadecimal}}}}}}}"
    )
